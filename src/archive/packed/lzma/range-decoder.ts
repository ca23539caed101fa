import type { ByteSource } from '../../byte-source.js';
import { ArchiveRefusal } from '../../refusal.js';

const TOP = 0x1000000;
const MODEL_BITS = 11;
const MODEL_TOTAL = 1 << MODEL_BITS;
const MOVE_BITS = 5;
export const evenChance = MODEL_TOTAL / 2;

/** Where an LZMA decoder stands in the range-coded bits. */
export interface RangeDecoder {
  readonly source: ByteSource;
  range: number;
  code: number;
}

/** Starts with the five bytes that begin every run of range-coded bits, the first of which is zero. */
export function startRange(decoder: RangeDecoder): void {
  if (decoder.source.byte() !== 0) throw new ArchiveRefusal('malformed', 'LZMA data that do not begin as they must');
  decoder.range = 0xffffffff;
  decoder.code = decoder.source.take(4).readUInt32BE();
}

/** True when the encoder has written nothing beyond what was decoded. */
export function isRangeAtEnd(decoder: RangeDecoder): boolean {
  normalise(decoder);
  return decoder.code === 0;
}

/** One bit, whose probability is kept in `chances` and learns from it. */
export function decodeBit(decoder: RangeDecoder, chances: Uint16Array, at: number): number {
  normalise(decoder);
  const chance = chances[at] ?? 0;
  const bound = (decoder.range >>> MODEL_BITS) * chance;
  if (decoder.code < bound) {
    decoder.range = bound;
    chances[at] = chance + ((MODEL_TOTAL - chance) >>> MOVE_BITS);
    return 0;
  }
  decoder.range -= bound;
  decoder.code -= bound;
  chances[at] = chance - (chance >>> MOVE_BITS);
  return 1;
}

/** Bits without probabilities, the highest first. */
export function decodeDirect(decoder: RangeDecoder, count: number): number {
  let value = 0;
  for (let left = count; left > 0; left -= 1) {
    normalise(decoder);
    decoder.range >>>= 1;
    const bit = decoder.code >= decoder.range ? 1 : 0;
    if (bit === 1) decoder.code -= decoder.range;
    value = value * 2 + bit;
  }
  return value;
}

/** A number of `bits` bits, the highest first; its chances start at `base`. */
export function decodeTree(decoder: RangeDecoder, chances: Uint16Array, { base, bits }: Tree): number {
  let node = 1;
  for (let left = bits; left > 0; left -= 1) node = (node << 1) | decodeBit(decoder, chances, base + node);
  return node - (1 << bits);
}

/** The same with the lowest bit first. */
export function decodeReverseTree(decoder: RangeDecoder, chances: Uint16Array, { base, bits }: Tree): number {
  let node = 1;
  let value = 0;
  for (let place = 0; place < bits; place += 1) {
    const bit = decodeBit(decoder, chances, base + node);
    node = (node << 1) | bit;
    value |= bit << place;
  }
  return value;
}

export interface Tree {
  readonly base: number;
  readonly bits: number;
}

function normalise(decoder: RangeDecoder): void {
  if (decoder.range >= TOP) return;
  decoder.range = (decoder.range << 8) >>> 0;
  decoder.code = ((decoder.code << 8) | decoder.source.byte()) >>> 0;
}
