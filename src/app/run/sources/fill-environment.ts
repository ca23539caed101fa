import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cleared } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import type { BuildEnvironment } from '../../../pip/build/environment.js';
import { lastWords } from '../../../pip/build/last-words.js';
import { newFolder, type Line } from '../line.js';

/** Installs what was let through into a build environment, by digest, from its stage alone. */
export async function fillEnvironment(environment: BuildEnvironment, requirements: { readonly cleared: readonly Cleared[]; readonly stageFolder: string }, line: Line): Promise<void> {
  if (requirements.cleared.length === 0) return;
  const folder = await newFolder(line, 'fill');
  const path = join(folder, 'install.txt');
  await writeFile(path, requirements.cleared.map(({ name, version, sha256 }) => `${name}==${version} --hash=sha256:${sha256}\n`).join(''), { mode: 0o600 });
  const start = line.shop.startPip(join(line.shop.runFolder, 'cwd'), line.observer.pipText);
  const outcome = await start(line.python.executable, ['-m', 'pip', '--python', environment.executable, 'install', '--no-index', '--no-deps', '--require-hashes', '--only-binary=:all:', `--find-links=${requirements.stageFolder}`, `--requirement=${path}`], {});
  if (outcome.code !== 0) throw new ToolError('build-failed', `a build environment could not be filled\n${lastWords(outcome)}`);
}
