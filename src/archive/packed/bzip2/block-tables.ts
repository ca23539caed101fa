import { ArchiveRefusal } from '../../refusal.js';
import type { BitReader } from './bit-reader.js';
import { createPrefixCode, longestCode, type PrefixCode } from './prefix-code.js';

// A block has 900,000 symbols at most and a code is chosen for every fifty of them.
const MOST_SELECTORS = 18_002;

/** What a block says about itself before its data. */
export interface BlockTables {
  /** Bytes that occur in the block, ascending. */
  readonly alphabet: Uint8Array;
  readonly codes: readonly PrefixCode[];
  /** Which code holds for each fifty symbols. */
  readonly selectors: Uint8Array;
}

/** Reads alphabet, selectors and codes. Refuses what bzip2 refuses, and more selectors than symbols (its versions differ there). */
export function readBlockTables(reader: BitReader): BlockTables {
  const alphabet = readAlphabet(reader);
  const codes = reader.take(3);
  if (alphabet.length === 0 || codes < 2 || codes > 6) throw malformed('without symbols or codes');
  const selectors = readSelectors(reader, codes);
  return { alphabet, selectors, codes: Array.from({ length: codes }, () => createPrefixCode(readLengths(reader, alphabet.length + 2))) };
}

function readAlphabet(reader: BitReader): Uint8Array {
  const rows = reader.take(16);
  const alphabet: number[] = [];
  for (let row = 0; row < 16; row += 1) {
    if (((rows >>> (15 - row)) & 1) === 0) continue;
    const columns = reader.take(16);
    for (let column = 0; column < 16; column += 1) if (((columns >>> (15 - column)) & 1) === 1) alphabet.push(row * 16 + column);
  }
  return Uint8Array.from(alphabet);
}

// Written as places in a list whose last used entry moves to the front.
function readSelectors(reader: BitReader, codes: number): Uint8Array {
  const count = reader.take(15);
  if (count === 0 || count > MOST_SELECTORS) throw malformed('with an impossible number of selectors');
  const recent = Uint8Array.from({ length: codes }, (_, code) => code);
  return new Uint8Array(count).map(() => {
    let place = 0;
    while (reader.take(1) === 1) place += 1;
    if (place >= codes) throw malformed('that selects a code it does not have');
    const selected = recent[place] ?? 0;
    recent.copyWithin(1, 0, place);
    recent[0] = selected;
    return selected;
  });
}

// Each length is the one before it, changed step by step.
function readLengths(reader: BitReader, symbols: number): Uint8Array {
  let length = reader.take(5);
  return new Uint8Array(symbols).map(() => {
    for (;;) {
      if (length < 1 || length > longestCode) throw malformed('with a code of impossible length');
      if (reader.take(1) === 0) return length;
      length += reader.take(1) === 0 ? 1 : -1;
    }
  });
}

function malformed(what: string): ArchiveRefusal {
  return new ArchiveRefusal('malformed', `a bzip2 block ${what}`);
}
