import { readEnvironment } from '../config/environment.js';
import { findPython } from '../pip/find-python.js';
import { handOver } from '../platform/processes/hand-over.js';

/** Runs `python -m pip` of the chosen interpreter with exactly these words, in the user's own environment. Returns pip's exit code. */
export async function passToPip(words: readonly string[], wanted: string | null): Promise<number> {
  const { virtualEnv, condaPrefix, path, platform, variables } = readEnvironment();
  const cwd = process.cwd();
  const { executable } = findPython({ wanted, virtualEnv, condaPrefix, cwd, path, windows: platform === 'win32' });
  return await handOver(executable, ['-m', 'pip', ...words], { cwd, env: variables });
}
