import { existsSync, statSync } from 'node:fs';
import { posix, win32, type PlatformPath } from 'node:path';
import { UserError } from '../core/errors.js';
import { findProgram, isProgramFile } from '../platform/processes/find-program.js';
import { venvLayout } from './venv-layout.js';

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
  /** The user named it, so that what is wrong with it is the user's to mend. */
  readonly isNamed?: true;
}

/** What has to be asked of the disk. */
export interface PythonDisk {
  readonly isFile: (path: string) => boolean;
  readonly isFolder: (path: string) => boolean;
}

interface Search extends PythonSearch {
  readonly disk: PythonDisk;
  /** The path rules of the platform, so that another platform's choice can be tested here. */
  readonly rules: PlatformPath;
}

const thisDisk: PythonDisk = { isFile: isProgramFile, isFolder: (path) => existsSync(path) && statSync(path).isDirectory() };

// The Windows Store's python.exe and python3.exe are stubs that open the shop.
const isStoreFolder = (folder: string): boolean => /[\\/]WindowsApps[\\/]?$/i.test(folder);

function insideEnvironment(folder: string, { windows, rules, disk }: Search): string | null {
  const usual = venvLayout(folder, windows ? 'win32' : 'linux').executable;
  // Conda on Windows has it at the top; MSYS2 makes environments as on POSIX.
  const others = windows ? ['python.exe', 'bin/python.exe'] : ['bin/python3'];
  return [usual, ...others.map((place) => rules.join(folder, place))].find(disk.isFile) ?? null;
}

const onPath = (name: string, path: readonly string[], { windows, disk }: Search): string | null => findProgram(name, { path, platform: windows ? 'win32' : 'linux' }, disk.isFile);

function pythonOnPath(names: readonly string[], search: Search): string | null {
  const folders = search.windows ? search.path.filter((folder) => !isStoreFolder(folder)) : search.path;
  // Folder by folder, as a shell would.
  return folders.flatMap((folder) => names.map((name) => onPath(name, [folder], search))).find((found) => found !== null) ?? null;
}

/** Windows: `py`, which the installers of python.org put on PATH where they leave python.exe out. The newest of them lies among the Store's aliases, but is no stub. */
const launcher = (search: Search): string | null => (search.windows ? onPath('py', search.path, search) : null);

const shortest = (path: string, { cwd, rules }: Search): string => {
  const near = rules.relative(cwd, path);
  return near !== '' && !near.startsWith('..') && !rules.isAbsolute(near) ? near : path;
};

function wantedPython(wanted: string, search: Search): PythonChoice {
  const { cwd, disk, rules } = search;
  const path = rules.resolve(cwd, wanted);
  const inside = disk.isFolder(path) ? insideEnvironment(path, search) : null;
  const executable = inside ?? (disk.isFile(path) ? path : null) ?? (/[\\/]/.test(wanted) ? null : wanted === 'py' ? launcher(search) : pythonOnPath([wanted], search));
  if (!executable) throw new UserError('no-python', `--python ${wanted === '' ? '""' : wanted}: no interpreter there`, { hint: 'give the path of a python executable or of a virtual environment' });
  return { executable, label: shortest(inside ? path : executable, search), isNamed: true };
}

function environmentPython(folder: string, variable: string, search: Search): PythonChoice {
  const executable = insideEnvironment(folder, search);
  if (!executable) throw new UserError('no-python', `${variable} names ${folder}, but there is no Python in it`, { hint: `unset ${variable}, or make the environment again` });
  return { executable, label: shortest(folder, search) };
}

function noPython({ path, windows, rules }: Search): UserError {
  const stub = windows && path.some(isStoreFolder) ? "; the Windows Store's python.exe only opens the shop" : '';
  return new UserError('no-python', `no Python: none in VIRTUAL_ENV, CONDA_PREFIX, ./.venv or PATH (${path.join(rules.delimiter) || 'PATH is empty'})${stub}`, { hint: 'install Python, or name one with --python PATH' });
}

/** Chooses the interpreter: `--python`, VIRTUAL_ENV, CONDA_PREFIX, ./.venv, PATH, and on Windows the launcher `py`. Throws `no-python` (exit 2). */
export function findPython(given: PythonSearch, disk: PythonDisk = thisDisk): PythonChoice {
  const search: Search = { ...given, disk, rules: given.windows ? win32 : posix };
  if (search.wanted !== null) return wantedPython(search.wanted, search);
  if (search.virtualEnv) return environmentPython(search.virtualEnv, 'VIRTUAL_ENV', search);
  if (search.condaPrefix) return environmentPython(search.condaPrefix, 'CONDA_PREFIX', search);
  const nearby = insideEnvironment(search.rules.join(search.cwd, '.venv'), search);
  if (nearby) return { executable: nearby, label: '.venv' };
  const found = pythonOnPath(['python3', 'python'], search) ?? launcher(search);
  if (!found) throw noPython(search);
  return { executable: found, label: found };
}
