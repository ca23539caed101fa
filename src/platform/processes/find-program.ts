import { lstatSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { systemCode } from '../files/disk-error.js';

export interface ProgramSearch {
  /** Entries of PATH, in order. */
  readonly path: readonly string[];
  readonly platform: NodeJS.Platform;
  /** PATHEXT as it is set on Windows. */
  readonly extensions?: string | undefined;
}

export type IsFile = (path: string) => boolean;

// What Windows starts by itself; .bat, .cmd and the rest of PATHEXT need a shell, which takes arguments apart by rules of its own.
const STARTABLE = ['.exe', '.com'];

/** True for a file. Aliases of the Windows Store cannot be opened, but started. */
export const isProgramFile: IsFile = (path) => {
  try {
    return statSync(path).isFile();
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return process.platform === 'win32' && lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  }
};

function namesOf(name: string, { platform, extensions }: ProgramSearch): readonly string[] {
  if (platform !== 'win32' || STARTABLE.some((ending) => name.toLowerCase().endsWith(ending))) return [name];
  const listed = (extensions ?? '').toLowerCase().split(';').map((ending) => ending.trim()).filter((ending) => STARTABLE.includes(ending));
  return (listed.length > 0 ? listed : STARTABLE).map((ending) => `${name}${ending}`);
}

/**
 * A program's absolute path, by PATH alone. Left to itself the system would look into the working directory first (Windows), or there for an entry
 * that is empty or relative: a checkout may hold a program of that name. Null when there is none.
 */
export function findProgram(name: string, search: ProgramSearch, isFile: IsFile = isProgramFile): string | null {
  const rules = search.platform === 'win32' ? win32 : posix;
  const folders = search.path.filter((folder) => rules.isAbsolute(folder));
  return folders.flatMap((folder) => namesOf(name, search).map((each) => rules.join(folder, each))).find(isFile) ?? null;
}
