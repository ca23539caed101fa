import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, link, lstat, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSha256, type Sha256 } from '../core/artifact.js';
import { diskError, onDisk, systemCode } from './files/disk-error.js';
import { eachPiece } from './files/each-piece.js';

/** What a whole file is known by. */
export interface FileHash {
  readonly sha256: Sha256;
  readonly bytes: number;
}

export { writeAtomically } from './files/atomic-write.js';
export { makePrivateFolder } from './files/private-folder.js';
export { readTextCapped } from './files/read-text.js';

/** The type's proof for a digest that node has made. */
export function asSha256(hex: string): Sha256 {
  if (!isSha256(hex)) throw new TypeError(`not a SHA-256: ${hex}`);
  return hex;
}

/** Digest of a file in hex, streamed, by an algorithm of OpenSSL such as `sha512`. Throws ToolError `disk`. */
export async function digestOf(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm);
  await onDisk('read', path, () => eachPiece(path, (piece) => void hash.update(piece)));
  return hash.digest('hex');
}

/** SHA-256 and size of a file, streamed: a 500 MB wheel costs no memory. Throws ToolError `disk`. */
export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash('sha256');
  let bytes = 0;
  await onDisk('read', path, () =>
    eachPiece(path, (piece) => {
      hash.update(piece);
      bytes += piece.length;
    }));
  return { sha256: asSha256(hash.digest('hex')), bytes };
}

/** Copies into a file that does not exist yet, sharing blocks where the file system can. Throws ToolError `disk`. */
export async function copyFresh(from: string, to: string): Promise<void> {
  await onDisk(`copy ${JSON.stringify(from)} to`, to, async () => {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await chmod(to, 0o600);
  });
}

// Other volumes, file systems and owners that refuse links. Windows calls it EISDIR or UNKNOWN where the file system has none (FAT, some shares).
const CANNOT_LINK = ['EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR', 'UNKNOWN'];

/** A second name for a file, or a copy where that cannot be. `to` must not exist. Throws ToolError `disk`. */
export async function linkOrCopy(from: string, to: string, makeLink: (from: string, to: string) => Promise<void> = link): Promise<void> {
  try {
    // By its real path: link() would otherwise make a second name of the symbolic link.
    await makeLink(await realpath(from), to);
  } catch (cause) {
    if (!CANNOT_LINK.includes(systemCode(cause))) throw diskError(cause, `copy ${JSON.stringify(from)} to`, to);
    await copyFresh(from, to);
  }
}

async function openUp(folder: string): Promise<void> {
  if (!(await lstat(folder)).isDirectory()) return;
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(folder, entry.name));
  }
}

/** Removes a file or a folder with all in it, read-only folders included; links are removed, not followed. What is gone already is fine. */
export async function removeTree(path: string): Promise<void> {
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });
  await onDisk('remove', path, async () => {
    try {
      await remove();
    } catch (cause) {
      if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes(systemCode(cause))) throw cause;
      await openUp(path);
      await remove();
    }
  });
}
