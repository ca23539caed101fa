import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';

// What venv, virtualenv and conda leave in what they make.
const MARKS = ['pyvenv.cfg', 'conda-meta'];

async function isEnvironment(folder: string): Promise<boolean> {
  const found = await Promise.allSettled(MARKS.map((mark) => stat(join(folder, mark))));
  return found.some(({ status }) => status === 'fulfilled');
}

/** Says of folders that are environments how their packages are judged one by one, as what they are. */
export async function environmentNotices(paths: readonly string[], cwd: string): Promise<readonly Notice[]> {
  const are = await Promise.all(paths.map((path) => isEnvironment(resolve(cwd, path))));
  return paths.filter((_, index) => are[index]).map((path) => ({ level: 'warning', text: untrusted(`${path} is an environment, and was judged as one folder of files; depsec scan --python ${path} judges its packages`) }));
}
