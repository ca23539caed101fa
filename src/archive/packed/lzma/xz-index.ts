import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../byte-source.js';
import type { FileBytes } from '../../file-bytes.js';
import { limits } from '../../limits.js';
import { ArchiveRefusal } from '../../refusal.js';
import type { BlockSizes } from './xz-block.js';
import { readXzNumber } from './xz-numbers.js';

/** The sizes of all blocks as one digest, since there may be millions of them. */
export interface IndexDigest {
  readonly add: (sizes: BlockSizes) => void;
  readonly digest: () => string;
}

export function createIndexDigest(): IndexDigest {
  const hash = createHash('sha256');
  let blocks = 0;
  return {
    add: ({ unpadded, bytes }) => {
      blocks += 1;
      hash.update(`${unpadded} ${bytes}\n`);
    },
    digest: () => `${blocks} ${hash.digest('hex')}`,
  };
}

interface IndexPlace {
  readonly file: FileBytes;
  /** Stands behind the zero that introduces the index. */
  readonly source: ByteSource;
  readonly expected: IndexDigest;
}

/** Refuses an index (.xz format, 4) that does not list exactly the blocks that were read. Returns its length. */
export function checkXzIndex({ file, source, expected }: IndexPlace): number {
  const start = source.position() - 1;
  const listed = createIndexDigest();
  for (let left = readXzNumber(source.byte); left > 0; left -= 1) {
    const unpadded = readXzNumber(source.byte);
    listed.add({ unpadded, bytes: readXzNumber(source.byte) });
  }
  if (listed.digest() !== expected.digest()) throw new ArchiveRefusal('wrong-count', 'an xz index that lists other blocks than there are');
  const padding = source.take((4 - ((source.position() - start) % 4)) % 4);
  if (padding.some((byte) => byte !== 0)) throw new ArchiveRefusal('hidden-data', 'data in the padding of an xz index');
  const end = source.position();
  if (source.take(4).readUInt32LE() !== crcOf(file, start, end)) throw new ArchiveRefusal('checksum', 'the CRC-32 of an xz index is another');
  return end + 4 - start;
}

function crcOf(file: FileBytes, start: number, end: number): number {
  let checksum = 0;
  for (let at = start; at < end; at += limits.chunkBytes) checksum = crc32(file.readAt(at, Math.min(limits.chunkBytes, end - at)), checksum);
  return checksum;
}
