import { rm, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ToolError } from '../../core/errors.js';
import { partialName, renameOver } from '../files/atomic-write.js';
import { onDisk } from '../files/disk-error.js';
import { copyFresh, hashFile, linkOrCopy, type FileHash } from '../files.js';
import { checkHash } from './check-hash.js';
import type { DownloadOptions } from './http-types.js';

/** A second name is enough for a file that nobody else can write to; whoever could write would change it after its verdict. */
function isOursAlone(stats: Stats): boolean {
  const uid = process.getuid?.();
  return uid !== undefined && [0, uid].includes(stats.uid) && (stats.mode & 0o022) === 0;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new ToolError('disk', `not the URL of a local file: ${JSON.stringify(url)}`, { cause });
  }
}

/** What `download` does for `file://`: the file under a new private name, hashed under that name. */
export async function copyFileUrl(url: string, to: string, options: DownloadOptions): Promise<FileHash> {
  const from = pathOf(url);
  const stats = await onDisk('read', from, () => stat(from));
  if (!stats.isFile()) throw new ToolError('disk', `cannot read ${JSON.stringify(from)}: it is not an ordinary file`);
  options.signal?.throwIfAborted();
  const partial = partialName(to);
  try {
    await (isOursAlone(stats) ? linkOrCopy(from, partial) : copyFresh(from, partial));
    const hashed = await hashFile(partial);
    checkHash(url, hashed, options);
    options.onProgress?.({ bytes: hashed.bytes, total: hashed.bytes });
    await onDisk('write', to, () => renameOver(partial, to));
    return hashed;
  } finally {
    // Also after success: renaming over another name of the same file leaves both.
    await rm(partial, { force: true });
  }
}
