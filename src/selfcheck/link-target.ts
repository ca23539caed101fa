import { readlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemCode } from '../platform/files/disk-error.js';

/** Where a link leads by one step, as an absolute path; the path itself where it is none. */
export async function linkTarget(path: string): Promise<string> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch (cause) {
    // EINVAL is how readlink says that this is no link (UNKNOWN on Windows).
    if (['EINVAL', 'ENOENT', 'ENOTDIR', 'UNKNOWN'].includes(systemCode(cause))) return path;
    throw cause;
  }
}
