import { crc32 } from 'node:zlib';
import type { Random } from '../random.js';

interface Region {
  readonly start: number;
  readonly end: number;
  /** Where its CRC-32 is written, if it has one. */
  readonly checksumAt: number | null;
}

const VALUES = [0, 1, 2, 3, 4, 10, 15, 0x21, 0x40, 0x7f, 0x80, 0xa0, 0xc0, 0xe0, 0xff] as const;

/**
 * One byte of an honest xz file of one block changed, mostly among its headers, its index or the first bytes of its data; with checksums
 * that fit again, so that the change reaches the checks behind them.
 */
export function mutateXz(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const regions = regionsOf(copy);
  const region = regions[random.below(regions.length)];
  if (region === undefined) return bytes;
  const at = region.start + random.below(region.end - region.start);
  copy[at] = random.chance(3) ? (copy[at] ?? 0) ^ (1 << random.below(8)) : random.pick(VALUES);
  if (region.checksumAt !== null && !random.chance(8)) copy.writeUInt32LE(crc32(copy.subarray(region.start, region.end)), region.checksumAt);
  return copy;
}

// .xz file format: 12 bytes of stream header, blocks, index, 12 bytes of footer.
function regionsOf(bytes: Buffer): readonly Region[] {
  const headerEnd = 12 + ((bytes[12] ?? 0) + 1) * 4;
  const indexStart = bytes.length - 12 - (bytes.readUInt32LE(bytes.length - 8) + 1) * 4;
  return [
    { start: 6, end: 8, checksumAt: 8 },
    { start: 12, end: headerEnd - 4, checksumAt: headerEnd - 4 },
    { start: headerEnd, end: headerEnd + 8, checksumAt: null },
    { start: headerEnd, end: indexStart, checksumAt: null },
    { start: indexStart, end: bytes.length - 16, checksumAt: bytes.length - 16 },
    { start: bytes.length - 8, end: bytes.length - 2, checksumAt: bytes.length - 12 },
  ];
}
