import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { PythonChoice } from '../../pip/find-python.js';

/** A virtual environment, found without starting its Python. */
export interface VirtualEnvironment {
  readonly folder: string;
  /** Where its commands lie. */
  readonly commands: string;
  readonly executable: string;
  readonly label: string;
  /** `3.12`. */
  readonly version: string;
}

/** The folder with pyvenv.cfg: beside the interpreter or above it, as Python itself looks for it. */
function folderOf(executable: string): string | null {
  const beside = dirname(executable);
  return [beside, dirname(beside)].find((folder) => existsSync(join(folder, 'pyvenv.cfg'))) ?? null;
}

/** Throws `bad-arguments` (exit 2) for an interpreter of the system or of conda: what is put there outlives every project. */
export function virtualEnvironmentOf({ executable, label }: PythonChoice): VirtualEnvironment {
  const folder = folderOf(executable);
  if (folder === null) {
    throw new UserError('bad-arguments', `${label} is no virtual environment, and a shim goes into nothing else`, { hint: 'activate one, name one with --python, or make one: python3 -m venv .venv' });
  }
  // venv writes `version`, virtualenv `version_info`.
  const version = /^version(?:_info)?\s*=\s*(\d+\.\d+)/m.exec(readFileSync(join(folder, 'pyvenv.cfg'), 'utf8'))?.[1];
  if (version === undefined) throw new UserError('bad-input', `${join(folder, 'pyvenv.cfg')} does not tell the version of its Python`, { hint: 'make the environment again' });
  return { folder, commands: dirname(executable), executable: join(dirname(executable), basename(executable)), label, version };
}
