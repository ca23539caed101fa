import { lstatSync, type Stats } from 'node:fs';
import { diskError, systemCode } from '../../platform/files/disk-error.js';

// Where this user may not even look, no install of this user has been.
const ABSENT = ['ENOENT', 'ENOTDIR', 'EACCES'];

/** True for an error of a file that is not there, in whatever way. */
export const isAbsence = (cause: unknown): boolean => ABSENT.includes(systemCode(cause));

function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    if (isAbsence(cause)) return null;
    throw diskError(cause, 'look at', path);
  }
}

/** True when anything is there, even a link that leads nowhere. */
export const isThere = (path: string): boolean => statsOf(path) !== null;

/** True for a folder; a link to one is none. */
export const isFolder = (path: string): boolean => statsOf(path)?.isDirectory() ?? false;
