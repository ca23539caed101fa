import { statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { bunzipped } from './packed/bzip2/bunzip2.js';
import { openFileBytes, type FileBytes } from './file-bytes.js';
import { isLzmaHeader, unlzma } from './packed/lzma/lzma-alone.js';
import { unxz } from './packed/lzma/xz.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';
import type { Compression } from './tar/tar-decompression.js';
import { hasTarChecksum, tarBlockBytes } from './tar/tar-header.js';

export type ArchiveKind = 'zip' | 'tar' | 'directory';

/** What a path holds, by its first bytes: names lie (475 of the `.tar.gz` files of a malware corpus are zips). */
export type ArchiveType =
  | { readonly kind: 'zip' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'tar'; readonly compression: Compression };

const ENOUGH = 16 * 1024;
const MAGIC: readonly (readonly [Compression, Buffer])[] = [
  ['gzip', Buffer.from([0x1f, 0x8b])],
  ['bzip2', Buffer.from('BZh')],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
];

const AT_ONCE: Readonly<Partial<Record<Compression, (file: FileBytes) => Iterable<Buffer>>>> = { bzip2: bunzipped, xz: unxz, lzma: unlzma };

/** Null for what is no archive that pip could install. Refuses (`unreadable`) a path that cannot be opened. */
export function archiveKind(path: string): Promise<ArchiveKind | null> {
  return Promise.resolve().then(() => archiveType(path)?.kind ?? null);
}

export function archiveType(path: string): ArchiveType | null {
  if (isDirectory(path)) return { kind: 'directory' };
  const file = openFileBytes(path);
  try {
    return typeOf(file);
  } finally {
    file.close();
  }
}

function typeOf(file: FileBytes): ArchiveType | null {
  const start = firstBytes(file, ENOUGH);
  const first = start.toString('latin1', 0, 4);
  const isTar = hasTarChecksum(start.subarray(0, tarBlockBytes));
  if (first === 'PK\u0003\u0004' || first === 'PK\u0005\u0006') {
    // A member's name can be written so that the first 512 bytes are a tar header as well.
    if (isTar) throw new ArchiveRefusal('two-formats', 'a zip that is a tar as well');
    return { kind: 'zip' };
  }
  if (isTar) return { kind: 'tar', compression: 'none' };
  const compression = compressionOf(start);
  return compression !== null && holdsTar(file, compression, start) ? { kind: 'tar', compression } : null;
}

function compressionOf(start: Buffer): Compression | null {
  const found = MAGIC.find(([, magic]) => start.subarray(0, magic.length).equals(magic))?.[0];
  return found ?? (isLzmaHeader(start) ? 'lzma' : null);
}

// A compressed file need not hold a tar. One that is damaged or explosive may: reading it will tell why not.
function holdsTar(file: FileBytes, compression: Compression, start: Buffer): boolean {
  try {
    const block = firstBlock(file, compression, start);
    return block === null || hasTarChecksum(block);
  } catch (cause) {
    return cause instanceof Error;
  }
}

/** Null where it cannot be told without waiting. */
function firstBlock(file: FileBytes, compression: Compression, start: Buffer): Buffer | null {
  if (compression === 'gzip') return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 }).subarray(0, tarBlockBytes);
  const decode = AT_ONCE[compression];
  let block: Buffer = Buffer.alloc(0);
  for (const chunk of decode?.(file) ?? []) {
    block = Buffer.concat([block, chunk.subarray(0, tarBlockBytes - block.length)]);
    if (block.length === tarBlockBytes) break;
  }
  return decode === undefined ? null : block;
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw asRefusal(cause, 'unreadable', 'cannot be opened');
  }
}

function firstBytes(file: FileBytes, length: number): Buffer {
  return file.readAt(0, Math.min(length, file.size));
}
