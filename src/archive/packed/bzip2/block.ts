import { ArchiveRefusal } from '../../refusal.js';
import type { BitReader } from './bit-reader.js';
import { readBlockTables } from './block-tables.js';
import { readSymbol } from './prefix-code.js';

const SYMBOLS_PER_CODE = 50;
const RUN_A = 0;
const RUN_B = 1;

/** The bytes of one block before the Burrows-Wheeler transform is undone, and where the original starts. */
export interface TransformedBlock {
  readonly bytes: number;
  readonly origin: number;
}

/** Reads one block, from behind its checksum, into the low bytes of `into`, whose length is the largest block allowed. */
export function readBlock(reader: BitReader, into: Uint32Array): TransformedBlock {
  if (reader.take(1) === 1) throw new ArchiveRefusal('unknown-method', 'a randomised bzip2 block, as versions before 1.0 wrote them');
  const origin = reader.take(24);
  const bytes = readBytes(reader, into);
  if (origin >= bytes) throw new ArchiveRefusal('malformed', 'a bzip2 block that starts behind its end');
  return { bytes, origin };
}

/** Undoes move-to-front and the runs of zeros that it leaves. */
function readBytes(reader: BitReader, into: Uint32Array): number {
  const next = symbolReader(reader);
  const recent = Uint8Array.from(next.alphabet);
  const end = recent.length + 1;
  let filled = 0;
  for (let symbol = next.symbol(); ; symbol = next.symbol()) {
    let run = 0;
    for (let weight = 1; symbol <= RUN_B; weight *= 2) {
      run += symbol === RUN_A ? weight : 2 * weight;
      if (run > into.length) throw tooLong();
      symbol = next.symbol();
    }
    if (filled + run > into.length) throw tooLong();
    into.fill(recent[0] ?? 0, filled, filled + run);
    filled += run;
    if (symbol === end) return filled;
    const value = recent[symbol - 1] ?? 0;
    recent.copyWithin(1, 0, symbol - 1);
    recent[0] = value;
    if (filled === into.length) throw tooLong();
    into[filled] = value;
    filled += 1;
  }
}

// Every fifty symbols the next selector names their code.
function symbolReader(reader: BitReader): { readonly alphabet: Uint8Array; readonly symbol: () => number } {
  const { alphabet, codes, selectors } = readBlockTables(reader);
  let code = codes[0];
  let group = 0;
  let left = 0;
  const symbol = (): number => {
    if (left === 0) {
      code = codes[selectors[group] ?? codes.length];
      if (code === undefined) throw new ArchiveRefusal('malformed', 'a bzip2 block with too few selectors');
      group += 1;
      left = SYMBOLS_PER_CODE;
    }
    left -= 1;
    return code === undefined ? 0 : readSymbol(code, reader);
  };
  return { alphabet, symbol };
}

function tooLong(): ArchiveRefusal {
  return new ArchiveRefusal('malformed', 'a bzip2 block that is longer than the file says');
}
