import { ArchiveRefusal } from '../../refusal.js';
import type { BitReader } from './bit-reader.js';

export const longestCode = 20;

/** One of a block's Huffman codes, as tables by length of code. */
export interface PrefixCode {
  /** Shortest length in use. */
  readonly shortest: number;
  /** For each length the first 20-bit number that no code of this length or a shorter one starts. */
  readonly limits: Int32Array;
  /** For each length what is added to a code to get its place in `symbols`. */
  readonly offsets: Int32Array;
  /** In the order of their codes. */
  readonly symbols: Uint16Array;
}

/** Makes the tables from the length of each symbol's code. Refuses lengths that no code has. */
export function createPrefixCode(lengths: Uint8Array): PrefixCode {
  const counts = new Int32Array(longestCode + 2);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const limits = new Int32Array(longestCode + 2);
  const offsets = new Int32Array(longestCode + 2);
  let code = 0;
  let seen = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    code *= 2;
    offsets[length] = seen - code;
    code += counts[length] ?? 0;
    seen += counts[length] ?? 0;
    limits[length] = code * 2 ** (longestCode - length);
  }
  if (code > 2 ** longestCode) throw new ArchiveRefusal('malformed', 'a bzip2 block with a code that has two readings');
  const symbols = Uint16Array.from(lengths, (_, symbol) => symbol).toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  return { shortest: Math.min(...lengths), limits, offsets, symbols };
}

/** Reads the next symbol. Refuses bits that are no code. */
export function readSymbol(code: PrefixCode, reader: BitReader): number {
  const bits = reader.peek(longestCode);
  let length = code.shortest;
  while (length <= longestCode && bits >= (code.limits[length] ?? 0)) length += 1;
  if (length > longestCode) throw new ArchiveRefusal('malformed', 'bits of a bzip2 block that are no code');
  reader.skip(length);
  return code.symbols[(bits >>> (longestCode - length)) + (code.offsets[length] ?? 0)] ?? 0;
}
