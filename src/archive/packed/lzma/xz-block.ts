import type { ByteSource } from '../../byte-source.js';
import { ArchiveRefusal } from '../../refusal.js';
import { lzma2Chunks } from './lzma2.js';
import type { XzCheckKind } from './xz-check.js';
import { checkXzCrc, readXzNumber } from './xz-numbers.js';

const LZMA2 = 0x21;
const HAS_PACKED_SIZE = 0x40;
const HAS_SIZE = 0x80;

interface BlockHeader {
  readonly dictionaryBytes: number;
  readonly packedBytes: number | null;
  readonly bytes: number | null;
}

/** What the index must say of a block. */
export interface BlockSizes {
  /** Header, data and check, without padding. */
  readonly unpadded: number;
  readonly bytes: number;
}

/** The content of one block (.xz format, 3), behind the byte that tells the length of its header. */
export function* xzBlock(source: ByteSource, lengthByte: number, check: XzCheckKind): Generator<Buffer, BlockSizes> {
  const header = readHeader(source, lengthByte);
  const start = source.position();
  const running = check.create();
  let bytes = 0;
  for (const chunk of lzma2Chunks(source, header.dictionaryBytes)) {
    bytes += chunk.length;
    running.update(chunk);
    yield chunk;
  }
  const packed = source.position() - start;
  if ((header.packedBytes ?? packed) !== packed || (header.bytes ?? bytes) !== bytes) throw new ArchiveRefusal('size-mismatch', 'an xz block that tells another size');
  if (source.take((4 - (packed % 4)) % 4).some((byte) => byte !== 0)) throw new ArchiveRefusal('hidden-data', 'data in the padding of an xz block');
  if (!source.take(check.bytes).equals(running.digest())) throw new ArchiveRefusal('checksum', 'the check of an xz block is another');
  return { unpadded: headerBytes(lengthByte) + packed + check.bytes, bytes };
}

function headerBytes(lengthByte: number): number {
  return (lengthByte + 1) * 4;
}

function readHeader(source: ByteSource, lengthByte: number): BlockHeader {
  const header = Buffer.concat([Buffer.from([lengthByte]), source.take(headerBytes(lengthByte) - 1)]);
  const body = header.subarray(0, -4);
  checkXzCrc(body, header.readUInt32LE(body.length));
  const flags = body[1] ?? 0;
  let at = 2;
  const next = (): number => {
    if (at >= body.length) throw new ArchiveRefusal('malformed', 'the header of an xz block ends early');
    at += 1;
    return body[at - 1] ?? 0;
  };
  const packedBytes = (flags & HAS_PACKED_SIZE) === 0 ? null : readXzNumber(next);
  const bytes = (flags & HAS_SIZE) === 0 ? null : readXzNumber(next);
  // One filter, and none of the reserved bits: what executables and raw audio are filtered through is not for source packages.
  if ((flags & 0x3f) !== 0 || readXzNumber(next) !== LZMA2 || readXzNumber(next) !== 1) throw new ArchiveRefusal('unknown-method', 'an xz block with other filters than LZMA2');
  const dictionaryBytes = dictionarySize(next());
  if (body.subarray(at).some((byte) => byte !== 0)) throw new ArchiveRefusal('hidden-data', 'data in the padding of the header of an xz block');
  return { dictionaryBytes, packedBytes, bytes };
}

// .xz format, 5.3.1: two or three, times a power of two.
function dictionarySize(coded: number): number {
  if (coded > 40) throw new ArchiveRefusal('unknown-method', 'an xz block with an impossible window');
  return (2 | (coded & 1)) * 2 ** ((coded >>> 1) + 11);
}
