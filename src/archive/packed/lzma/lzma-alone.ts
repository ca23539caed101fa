import { createByteSource } from '../../byte-source.js';
import { checkRatio } from '../decoded-chunks.js';
import type { FileBytes } from '../../file-bytes.js';
import { limits } from '../../limits.js';
import { ArchiveRefusal } from '../../refusal.js';
import { decodeSymbol, type LzmaDecoder } from './lzma-decoder.js';
import { createLzmaDecoder } from './lzma2.js';
import { isRangeAtEnd, startRange } from './range-decoder.js';
import { takePending } from './window.js';

const HEADER_BYTES = 13;
const UNKNOWN_SIZE = 0xffff_ffff_ffff_ffffn;
// liblzma takes a larger size for another format.
const LARGEST_SIZE = 1n << 38n;

/** True when these could be the first bytes of a `.lzma` file. The format has no magic: liblzma guesses in the same way. */
export function isLzmaHeader(start: Buffer): boolean {
  if (start.length <= HEADER_BYTES || start.readUInt8(0) >= 225 || start.readUInt8(HEADER_BYTES) !== 0) return false;
  const size = start.readBigUInt64LE(5);
  return isUsualDictionary(start.readUInt32LE(1)) && (size === UNKNOWN_SIZE || size < LARGEST_SIZE);
}

// A power of two, or one and a half of one.
function isUsualDictionary(bytes: number): boolean {
  return bytes >= 4096 && (Number.isInteger(Math.log2(bytes)) || Number.isInteger(Math.log2(bytes / 3)));
}

/** The content of a file that holds exactly one LZMA stream of the old `.lzma` format, which has no checksums. */
export function* unlzma(file: FileBytes): Generator<Buffer> {
  const source = createByteSource(file, 0);
  const header = source.take(HEADER_BYTES);
  const decoder = createLzmaDecoder(source, header.readUInt32LE(1), header.readUInt8(0));
  const size = header.readBigUInt64LE(5);
  startRange(decoder.range);
  for (const chunk of size === UNKNOWN_SIZE ? untilMarker(decoder) : untilSize(decoder, Number(size))) {
    checkRatio(decoder.window.length, source.position());
    yield chunk;
  }
  if (!isRangeAtEnd(decoder.range)) throw new ArchiveRefusal('malformed', 'LZMA data that end elsewhere than they say');
  if (source.position() !== file.size) throw new ArchiveRefusal('trailing-data', 'bytes behind the compressed data');
}

function* untilMarker(decoder: LzmaDecoder): Generator<Buffer> {
  for (let isMore = true; isMore; ) {
    const enough = decoder.window.length + limits.chunkBytes;
    while (isMore && decoder.window.length < enough) isMore = decodeSymbol(decoder, limits.chunkBytes);
    yield takePending(decoder.window);
  }
}

function* untilSize(decoder: LzmaDecoder, size: number): Generator<Buffer> {
  const { window } = decoder;
  while (window.length < size) {
    const enough = Math.min(window.length + limits.chunkBytes, size);
    while (window.length < enough) {
      if (!decodeSymbol(decoder, size - window.length)) throw new ArchiveRefusal('size-mismatch', 'LZMA data that end before the size they tell');
    }
    yield takePending(window);
  }
}
