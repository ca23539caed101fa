import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { ToolError } from '../../core/errors.js';
import { onDisk } from './disk-error.js';
import { makeFolders } from './make-folders.js';

const refused = (path: string, why: string): ToolError =>
  new ToolError('disk', `will not use the folder ${JSON.stringify(path)}: ${why}`, { hint: 'remove it, or choose another place' });

function check(path: string, stats: Stats): void {
  if (stats.isSymbolicLink()) throw refused(path, 'it is a symbolic link');
  if (!stats.isDirectory()) throw refused(path, 'it is not a folder');
  const uid = process.getuid?.();
  if (uid !== undefined && stats.uid !== uid) throw refused(path, 'it belongs to another user');
}

async function tighten(path: string): Promise<void> {
  // By handle: between a look and a chmod by name, somebody could put a link there.
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    const stats = await folder.stat();
    check(path, stats);
    if ((stats.mode & 0o077) !== 0) await folder.chmod(0o700);
  } finally {
    await folder.close();
  }
}

/**
 * Makes a folder that only this user can enter (0700), and any missing ones above it. A folder that exists is used when it is this
 * user's own, and is closed to others. Throws ToolError `disk` for a symbolic link, somebody else's folder, or a disk that refuses.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await onDisk('make the folder', path, async () => {
    await makeFolders(path, 0o700);
    check(path, await lstat(path));
    if (process.platform !== 'win32') await tighten(path);
  });
}
