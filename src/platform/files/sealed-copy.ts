import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../../core/artifact.js';
import { CREATE_PRIVATE } from './atomic-write.js';
import { onDisk, systemCode } from './disk-error.js';
import { eachPiece } from './each-piece.js';
import { asSha256 } from '../files.js';

/** A copy that no other process finds by name, and the digest of what is in it. */
export interface SealedCopy {
  readonly path: string;
  readonly sha256: Sha256;
}

// Linux: a file without a name from the start (open(2), O_TMPFILE). Node has no constant for the one bit that is not O_DIRECTORY.
const NAMELESS = 0o20000000 | (constants.O_DIRECTORY ?? 0) | constants.O_RDWR;

interface Fresh {
  readonly handle: FileHandle;
  readonly path: string;
}

async function freshFile(folder: string, platform: NodeJS.Platform): Promise<Fresh> {
  if (platform === 'linux') {
    try {
      const handle = await open(folder, NAMELESS, 0o600);
      return { handle, path: `/proc/self/fd/${handle.fd}` };
    } catch (cause) {
      // File systems that cannot do it say so in one of these ways.
      if (!['EOPNOTSUPP', 'ENOTSUP', 'EISDIR', 'EINVAL', 'ENOENT'].includes(systemCode(cause))) throw cause;
    }
  }
  const path = join(folder, `.sealed-${randomBytes(12).toString('hex')}`);
  return { handle: await open(path, CREATE_PRIVATE, 0o600), path };
}

async function copyInto(from: string, to: FileHandle): Promise<Sha256> {
  const hash = createHash('sha256');
  await eachPiece(from, async (piece) => {
    hash.update(piece);
    await to.writeFile(piece);
  });
  return asSha256(hash.digest('hex'));
}

/**
 * Does `work` on a copy of a file, hashed while it is copied: the digest is that of the very bytes that `work` sees, whatever other programs do to
 * the file meanwhile. The copy goes when the work is done. Throws ToolError `disk`.
 */
export function onSealedCopy<T>(from: string, folder: string, work: (copy: SealedCopy) => Promise<T>): Promise<T> {
  return onSealedCopyOf(process.platform, { from, folder }, work);
}

/** The same as on a given platform: where files cannot be without a name, under one that nobody can guess, in a folder that is private. */
export async function onSealedCopyOf<T>(platform: NodeJS.Platform, { from, folder }: { readonly from: string; readonly folder: string }, work: (copy: SealedCopy) => Promise<T>): Promise<T> {
  const { handle, path } = await onDisk('write into', folder, () => freshFile(folder, platform));
  try {
    const sha256 = await onDisk('copy', from, () => copyInto(from, handle));
    return await work({ path, sha256 });
  } finally {
    await handle.close();
    if (!path.startsWith('/proc/')) await rm(path, { force: true });
  }
}
