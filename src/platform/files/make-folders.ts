import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from './disk-error.js';

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return false;
  }
}

/** Makes one folder; one that is there is fine, whatever the system answers for it (EEXIST, on Windows EPERM for a drive). */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT' || !(await isFolder(path))) throw cause;
  }
}

/**
 * Makes a folder and any missing ones above it. Node's own `recursive` tries for ever where a folder answers that nothing can be there (ENOENT), as
 * /proc does. Throws what the file system says.
 */
export async function makeFolders(path: string, mode = 0o777): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT' || dirname(path) === path) throw cause;
    await makeFolders(dirname(path), mode);
    await makeOne(path, mode);
  }
}
