import { limits } from '../../limits.js';
import { ArchiveRefusal } from '../../refusal.js';
import type { TransformedBlock } from './block.js';
import { addToCrc } from './crc.js';

const LONGEST_RUN = 4;

/** Undoes the Burrows-Wheeler transform: gives the bytes in `table` their order. Uses the upper 24 bits of each entry. */
function linkedOrder(table: Uint32Array, { bytes, origin }: TransformedBlock): number {
  const places = new Uint32Array(257);
  for (let at = 0; at < bytes; at += 1) {
    const value = (table[at] ?? 0) + 1;
    places[value] = (places[value] ?? 0) + 1;
  }
  for (let value = 1; value < 256; value += 1) places[value] = (places[value] ?? 0) + (places[value - 1] ?? 0);
  for (let at = 0; at < bytes; at += 1) {
    const value = (table[at] ?? 0) & 0xff;
    const place = places[value] ?? 0;
    places[value] = place + 1;
    table[place] = ((table[place] ?? 0) | (at << 8)) >>> 0;
  }
  return (table[origin] ?? 0) >>> 8;
}

/**
 * The content of a block in pieces, and its checksum at the end. Four equal bytes are followed by the number of further ones,
 * in bzip2's own run lengths, which start anew with each block.
 */
export function* restoredBlock(table: Uint32Array, block: TransformedBlock): Generator<Buffer, number> {
  let at = linkedOrder(table, block);
  let piece = Buffer.allocUnsafe(limits.chunkBytes);
  let [filled, crc, run, last] = [0, 0xffffffff, 0, -1];
  for (let left = block.bytes; left > 0; left -= 1) {
    const entry = table[at] ?? 0;
    at = entry >>> 8;
    const value = entry & 0xff;
    const isCount = run === LONGEST_RUN;
    run = !isCount && value === last ? run + 1 : 1;
    const copies = isCount ? value : 1;
    if (isCount) run = 0;
    else last = value;
    if (filled + copies > piece.length) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(limits.chunkBytes);
      filled = 0;
    }
    for (const end = filled + copies; filled < end; filled += 1) {
      piece[filled] = last;
      crc = addToCrc(crc, last);
    }
  }
  if (run === LONGEST_RUN) throw new ArchiveRefusal('malformed', 'a bzip2 block that ends within a run');
  yield piece.subarray(0, filled);
  return ~crc >>> 0;
}
