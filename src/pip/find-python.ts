import { existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../core/errors.js';

/** Where to look for an interpreter; the values come from flags and environment. */
export interface PythonSearch {
  /** `--python`: an interpreter, a command name, or the folder of an environment. */
  readonly wanted: string | null;
  readonly virtualEnv: string | null;
  readonly condaPrefix: string | null;
  readonly cwd: string;
  readonly path: readonly string[];
  readonly windows: boolean;
}

/** An interpreter before it has been asked anything. `label` is what the user is shown. */
export interface PythonChoice {
  readonly executable: string;
  readonly label: string;
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

function insideEnvironment(folder: string, windows: boolean): string | null {
  const places = windows ? ['Scripts/python.exe', 'python.exe'] : ['bin/python', 'bin/python3'];
  return places.map((place) => join(folder, place)).find(isFile) ?? null;
}

function onPath(names: readonly string[], search: PythonSearch): string | null {
  // The Windows Store's python.exe is a stub that opens the shop.
  const folders = search.path.filter((folder) => isAbsolute(folder) && !(search.windows && /WindowsApps/i.test(folder)));
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, search.windows && !name.endsWith('.exe') ? `${name}.exe` : name)));
  return candidates.find(isFile) ?? null;
}

const shortest = (path: string, cwd: string): string => {
  const near = relative(cwd, path);
  return near !== '' && !near.startsWith('..') && !isAbsolute(near) ? near : path;
};

function wantedPython(wanted: string, search: PythonSearch): PythonChoice {
  const path = resolve(search.cwd, wanted);
  const inside = isFolder(path) ? insideEnvironment(path, search.windows) : null;
  const executable = inside ?? (isFile(path) ? path : null) ?? (/[\\/]/.test(wanted) ? null : onPath([wanted], search));
  if (!executable) throw new UserError('no-python', `--python ${wanted}: no interpreter there`, { hint: 'give the path of a python executable or of a virtual environment' });
  return { executable, label: shortest(inside ? path : executable, search.cwd) };
}

function environmentPython(folder: string, variable: string, search: PythonSearch): PythonChoice {
  const executable = insideEnvironment(folder, search.windows);
  if (!executable) throw new UserError('no-python', `${variable} names ${folder}, but there is no Python in it`, { hint: `unset ${variable}, or make the environment again` });
  return { executable, label: shortest(folder, search.cwd) };
}

/** Chooses the interpreter: `--python`, VIRTUAL_ENV, CONDA_PREFIX, ./.venv, then PATH. Throws `no-python` (exit 2). */
export function findPython(search: PythonSearch): PythonChoice {
  if (search.wanted !== null) return wantedPython(search.wanted, search);
  if (search.virtualEnv) return environmentPython(search.virtualEnv, 'VIRTUAL_ENV', search);
  if (search.condaPrefix) return environmentPython(search.condaPrefix, 'CONDA_PREFIX', search);
  const nearby = insideEnvironment(join(search.cwd, '.venv'), search.windows);
  if (nearby) return { executable: nearby, label: '.venv' };
  const found = onPath(['python3', 'python'], search);
  if (!found) {
    throw new UserError('no-python', `no Python: none in VIRTUAL_ENV, CONDA_PREFIX, ./.venv or PATH (${search.path.join(delimiter) || 'PATH is empty'})`, { hint: 'install Python, or name one with --python PATH' });
  }
  return { executable: found, label: found };
}
