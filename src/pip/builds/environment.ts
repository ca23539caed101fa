import { ToolError } from '../../core/errors.js';
import type { PipProcess } from '../pip-process.js';
import { venvLayout, type VenvLayout } from '../venv-layout.js';
import { lastWords } from './last-words.js';

/** An environment that a build runs in, apart from the user's own. */
export type BuildEnvironment = VenvLayout;

/** Makes an empty virtual environment without pip (PEP 405). Throws `build-failed`. */
export async function makeBuildEnvironment(folder: string, python: string, start: PipProcess): Promise<BuildEnvironment> {
  const outcome = await start(python, ['-I', '-m', 'venv', '--without-pip', folder], {});
  if (outcome.code !== 0) {
    throw new ToolError('build-failed', `no environment for a build could be made with ${python}\n${lastWords(outcome)}`, { hint: 'its module "venv" is needed (Debian: the package python3-venv); --no-build-isolation builds without one' });
  }
  return venvLayout(folder, process.platform);
}
