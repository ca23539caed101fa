import { crc32, createInflateRaw } from 'node:zlib';
import { decodedChunks } from './decoded-chunks.js';
import type { FileBytes } from '../file-bytes.js';
import { limits } from '../limits.js';
import { ArchiveRefusal } from '../refusal.js';

const TRAILER_BYTES = 8;
const FIXED_BYTES = 10;
const LONGEST_HEADER = 256 * 1024;
const FLAG_HEADER_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const TEXT = FLAG_NAME | FLAG_COMMENT;

/**
 * The content of a gzip file (RFC 1952) that holds exactly one member. Written over raw deflate, because zlib passes silently
 * over further members, zeros and scraps behind the first one, where other readers stop or fail.
 */
export async function* gunzipped(file: FileBytes): AsyncGenerator<Buffer> {
  const start = gzipHeaderBytes(file);
  const inflate = createInflateRaw({ chunkSize: limits.chunkBytes });
  const seen = { bytes: 0, checksum: 0 };
  for await (const chunk of decodedChunks(file, start, inflate)) {
    seen.bytes += chunk.length;
    seen.checksum = crc32(chunk, seen.checksum);
    yield chunk;
  }
  checkEnd(file, start + inflate.bytesWritten, seen);
}

function gzipHeaderBytes(file: FileBytes): number {
  const head = file.readAt(0, Math.min(file.size, LONGEST_HEADER));
  if (head.length < FIXED_BYTES + TRAILER_BYTES) throw new ArchiveRefusal('truncated', 'a gzip file without its header');
  const flags = head[3] ?? 0;
  if (head[2] !== 8 || flags >= 32) throw new ArchiveRefusal('unknown-method', 'a gzip file of another method');
  let at = FIXED_BYTES;
  if ((flags & FLAG_EXTRA) !== 0) at += 2 + head.readUInt16LE(at);
  for (let text = flags & TEXT; text !== 0 && at > 0; text &= text - 1) at = head.indexOf(0, at) + 1;
  if ((flags & FLAG_HEADER_CRC) !== 0) at += 2;
  if (at < FIXED_BYTES || at > head.length) throw new ArchiveRefusal('truncated', 'a gzip header without its end');
  return at;
}

function checkEnd(file: FileBytes, end: number, seen: { readonly bytes: number; readonly checksum: number }): void {
  const trailer = file.readAt(end, TRAILER_BYTES);
  if (trailer.readUInt32LE(0) !== seen.checksum) throw new ArchiveRefusal('checksum', 'the CRC-32 of the gzip file is another');
  if (trailer.readUInt32LE(4) !== seen.bytes % 2 ** 32) throw new ArchiveRefusal('size-mismatch', 'the gzip file tells another size');
  const rest = file.size - end - TRAILER_BYTES;
  if (rest === 0) return;
  const isMember = rest > 2 && file.readAt(end + TRAILER_BYTES, 2).readUInt16BE(0) === 0x1f8b;
  if (isMember) throw new ArchiveRefusal('several-gzip-members', 'several gzip members in one file');
  throw new ArchiveRefusal('trailing-data', 'bytes behind the compressed data');
}
