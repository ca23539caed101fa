import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { diskError, systemCode } from '../../platform/files/disk-error.js';

const CHUNK_BYTES = 1 << 20;
const BYTES_PER_TURN = 16 << 20;

function opened(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(systemCode(cause))) return null;
    throw diskError(cause, 'read', path);
  }
}

/** Hashes installed files one after the other; `digest` is null where there is no ordinary file. */
export interface FileHasher {
  readonly digest: (path: string) => Promise<string | null>;
}

/**
 * A hasher with one buffer for all its files. It reads synchronously, since packages are thousands of small files and each trip through the thread
 * pool costs more than the hash of most of them; every few megabytes the rest of the process gets its turn.
 */
export function createFileHasher(): FileHasher {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let sinceTurn = 0;
  const hashOpen = async (descriptor: number): Promise<string | null> => {
    if (!fstatSync(descriptor).isFile()) return null;
    const hash = createHash('sha256');
    for (let read = -1; read !== 0; ) {
      read = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      hash.update(buffer.subarray(0, read));
      sinceTurn += read + 4_096;
      if (sinceTurn < BYTES_PER_TURN) continue;
      sinceTurn = 0;
      await setImmediate();
    }
    return hash.digest('hex');
  };
  const digest = async (path: string): Promise<string | null> => {
    const descriptor = opened(path);
    if (descriptor === null) return null;
    try {
      return await hashOpen(descriptor);
    } catch (cause) {
      throw diskError(cause, 'read', path);
    } finally {
      closeSync(descriptor);
    }
  };
  return { digest };
}
