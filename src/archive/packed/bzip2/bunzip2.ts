import { createByteSource } from '../../byte-source.js';
import { checkRatio } from '../decoded-chunks.js';
import type { FileBytes } from '../../file-bytes.js';
import { ArchiveRefusal } from '../../refusal.js';
import { createBitReader, type BitReader } from './bit-reader.js';
import { readBlock } from './block.js';
import { restoredBlock } from './restore.js';

const BYTES_PER_LEVEL = 100_000;
// The digits of pi start a block, those of its square root end the stream.
const BLOCK = [0x314159, 0x265359] as const;
const END = [0x177245, 0x385090] as const;

/**
 * The content of a file that holds exactly one bzip2 stream. A decoder of our own, because none that was found for Node tells where a
 * stream ends and compares all checksums; memory is 4 bytes for each byte of a block, of which the largest has 900,000.
 */
export function* bunzipped(file: FileBytes): Generator<Buffer> {
  const reader = createBitReader(createByteSource(file, 0));
  const table = new Uint32Array(BYTES_PER_LEVEL * readLevel(reader));
  let checksum = 0;
  let bytes = 0;
  while (isBlockNext(reader)) {
    const expected = takeWord(reader);
    const pieces = restoredBlock(table, readBlock(reader, table));
    let piece = pieces.next();
    for (; piece.done !== true; piece = pieces.next()) {
      bytes += piece.value.length;
      checkRatio(bytes, reader.bytePosition());
      yield piece.value;
    }
    if (piece.value !== expected) throw new ArchiveRefusal('checksum', 'the CRC-32 of a bzip2 block is another');
    checksum = (((checksum << 1) | (checksum >>> 31)) ^ expected) >>> 0;
  }
  if (takeWord(reader) !== checksum) throw new ArchiveRefusal('checksum', 'the CRC-32 of the bzip2 stream is another');
  checkEnd(file, reader.bytePosition());
}

function readLevel(reader: BitReader): number {
  const isBzip2 = reader.take(24) === 0x425a68;
  const level = reader.take(8) - 0x30;
  if (isBzip2 && level >= 1 && level <= 9) return level;
  throw new ArchiveRefusal('unknown-method', 'a bzip2 file of another method');
}

function isBlockNext(reader: BitReader): boolean {
  const magic = [reader.take(24), reader.take(24)];
  if (magic[0] === BLOCK[0] && magic[1] === BLOCK[1]) return true;
  if (magic[0] === END[0] && magic[1] === END[1]) return false;
  throw new ArchiveRefusal('malformed', 'neither a bzip2 block nor the end of the stream');
}

function takeWord(reader: BitReader): number {
  return reader.take(16) * 0x10000 + reader.take(16);
}

// Python goes on with a second stream and passes over anything else; other readers stop, or fail.
function checkEnd(file: FileBytes, end: number): void {
  const rest = file.size - end;
  if (rest === 0) return;
  const isStream = rest > 3 && file.readAt(end, 3).toString('latin1') === 'BZh';
  if (isStream) throw new ArchiveRefusal('concatenated', 'several bzip2 streams in one file');
  throw new ArchiveRefusal('trailing-data', 'bytes behind the compressed data');
}
