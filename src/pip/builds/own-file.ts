import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../platform/files/disk-error.js';

/**
 * The path of a file that a build has left in a folder. Null where there is none, and for a link or anything else but a file: what a build in a
 * sandbox leaves is read outside of it, where a link leads to files that it could not reach itself, and a pipe never ends.
 */
export async function ownFile(folder: string, ...parts: readonly string[]): Promise<string | null> {
  try {
    const path = join(await realpath(folder), ...parts);
    return (await realpath(path)) === path && (await stat(path)).isFile() ? path : null;
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'].includes(systemCode(cause))) return null;
    throw cause;
  }
}
