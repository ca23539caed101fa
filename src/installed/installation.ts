import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** An interpreter's environment as it lies on disk; nothing of it was started. */
export interface Installation {
  readonly prefix: string;
  /** Folders with installed packages that are there, in the order in which Python looks. */
  readonly libraries: readonly string[];
  /** As the files tell it, e.g. `3.12` or `3.12.4`; null where they do not. */
  readonly version: string | null;
}

/** Whose account, on what system. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string | null;
}

const VERSIONED = /^(?:python|pypy)(\d+\.\d+)/;

const foldersIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

/** Keys and values of pyvenv.cfg (library/venv); null where there is none. */
function venvSettings(prefix: string): ReadonlyMap<string, string> | null {
  const path = join(prefix, 'pyvenv.cfg');
  if (!existsSync(path)) return null;
  const pairs = readFileSync(path, 'utf8').split(/\r?\n/).map((line) => line.split('='));
  return new Map(pairs.flatMap(([key, ...rest]) => (key === undefined || rest.length === 0 ? [] : [[key.trim().toLowerCase(), rest.join('=').trim()] as const])));
}

/** `lib/python3.12/site-packages` and its like below a prefix; of one version where that is known. */
function librariesBelow(prefix: string, version: string | null, windows: boolean): readonly string[] {
  if (windows) return [join(prefix, 'Lib', 'site-packages')];
  return ['lib', 'lib64', join('local', 'lib')].flatMap((lib) =>
    foldersIn(join(prefix, lib))
      .filter((name) => VERSIONED.test(name) && (version === null || VERSIONED.exec(name)?.[1] === version))
      .flatMap((name) => [join(prefix, lib, name, 'site-packages'), join(prefix, lib, name, 'dist-packages')]),
  );
}

// Debian keeps the packages of all its versions in one folder.
const debianLibrary = (prefix: string): string => join(prefix, 'lib', 'python3', 'dist-packages');

function userLibraries({ platform, home }: Surroundings, version: string | null): readonly string[] {
  if (home === null || platform === 'win32') return [];
  const ofMac = platform === 'darwin' && version !== null ? [join(home, 'Library', 'Python', version, 'lib', 'python', 'site-packages')] : [];
  return [...librariesBelow(join(home, '.local'), version, false), ...ofMac];
}

/** Each folder once, whatever name it goes by (`lib64` is mostly a link to `lib`). */
export function present(folders: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const folder of folders) if (existsSync(folder) && !seen.has(realpathSync(folder))) seen.set(realpathSync(folder), folder);
  return [...seen.values()];
}

function ofInterpreter(executable: string, at: Surroundings): Installation {
  const real = realpathSync(executable);
  const windows = at.platform === 'win32';
  const prefix = windows ? dirname(real) : dirname(dirname(real));
  const version = VERSIONED.exec(basename(real))?.[1] ?? null;
  return { prefix, version, libraries: present([...userLibraries(at, version), ...librariesBelow(prefix, version, windows), debianLibrary(prefix)]) };
}

/**
 * Where an interpreter finds its packages, told by the layout of its folders alone: virtual environments (PEP 405, with those of the system
 * where they are let in), conda, Debian, the user's own. A poisoned environment must be looked at without starting its Python.
 */
export function installationOf(executable: string, at: Surroundings): Installation {
  const folder = dirname(executable);
  const candidates = at.platform === 'win32' ? [folder, dirname(folder)] : [dirname(folder)];
  for (const prefix of candidates) {
    const settings = venvSettings(prefix);
    if (settings === null) continue;
    const version = settings.get('version') ?? settings.get('version_info') ?? null;
    const own = librariesBelow(prefix, null, at.platform === 'win32');
    const isOpen = settings.get('include-system-site-packages')?.toLowerCase() === 'true';
    return { prefix, version: /^\d+\.\d+(?:\.\d+)?/.exec(version ?? '')?.[0] ?? null, libraries: present([...own, ...(isOpen ? ofInterpreter(executable, at).libraries : [])]) };
  }
  return ofInterpreter(executable, at);
}
