import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../../core/errors.js';
import { systemCode } from '../../platform/files/disk-error.js';

/** True for a real path that is `root` or lies below it. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || way.startsWith('/') || /^[A-Za-z]:/.test(way));
}

async function realFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path);
    return (await stat(real)).isDirectory() ? real : null;
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(systemCode(cause))) return null;
    throw cause;
  }
}

/** Throws `bad-requirement` unless `#subdirectory=` names a folder of this source, by no link that leads out of it. */
export async function checkInnerFolder(root: string, subdirectory: string, shown: string): Promise<void> {
  if (subdirectory === '') return;
  const real = await realFolder(join(root, subdirectory));
  if (real === null) throw new UserError('bad-requirement', `${shown} has no folder ${JSON.stringify(subdirectory)}`);
  if (!isInside(await realpath(root), real)) throw new UserError('bad-requirement', `${shown}: its folder ${JSON.stringify(subdirectory)} is a link that leads out of it`);
}
