import { statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { openFileBytes, type FileBytes } from './file-bytes.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';
import { hasTarChecksum, tarBlockBytes } from './tar-header.js';

export type ArchiveKind = 'zip' | 'tar' | 'directory';
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

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

/** Null for what is no archive that pip could install. Refuses (`unreadable`) a path that cannot be opened. */
export function archiveKind(path: string): Promise<ArchiveKind | null> {
  return Promise.resolve().then(() => archiveType(path)?.kind ?? null);
}

export function archiveType(path: string): ArchiveType | null {
  if (isDirectory(path)) return { kind: 'directory' };
  const file = openFileBytes(path);
  try {
    return typeOf(firstBytes(file, ENOUGH));
  } finally {
    file.close();
  }
}

function typeOf(start: Buffer): ArchiveType | null {
  const first = start.toString('latin1', 0, 4);
  const isTar = hasTarChecksum(start.subarray(0, tarBlockBytes));
  if (first === 'PK\u0003\u0004' || first === 'PK\u0005\u0006') {
    // A member's name can be written so that the first 512 bytes are a tar header as well.
    if (isTar) throw new ArchiveRefusal('two-formats', 'a zip that is a tar as well');
    return { kind: 'zip' };
  }
  if (isTar) return { kind: 'tar', compression: 'none' };
  const compression = MAGIC.find(([, magic]) => start.subarray(0, magic.length).equals(magic))?.[0];
  if (compression === undefined || (compression === 'gzip' && !holdsTar(start))) return null;
  return { kind: 'tar', compression };
}

// A gzip file need not hold a tar; of the other compressions Node cannot tell.
function holdsTar(start: Buffer): boolean {
  try {
    const tar = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 });
    return hasTarChecksum(tar.subarray(0, tarBlockBytes));
  } catch (cause) {
    // Damaged or explosive: it claims to be a tar, so reading it will tell why not.
    return cause instanceof Error;
  }
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
