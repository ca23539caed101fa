import { CONCERN } from './concerns.js';
import { MEANINGS, type Meaning } from './vocabulary.js';

/** How many slots the hashes of words fall into. */
export const SLOTS = 8192;

/** One step of the hash of a word, for the scanner's inner loop. */
export const step = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;
export const slot = (hash: number): number => (hash ^ (hash >>> 13)) & (SLOTS - 1);

const hashOf = (word: string): number => Array.from(word).reduce((hash, letter) => step(hash, letter.codePointAt(0) ?? 0), 0);

/** Where a word stands. What is in an f-string may be code as well as text. */
export type Place = 'code' | 'text' | 'remark' | 'field';

/** What a word is a concern of, where it stands there. */
export function concernOf(meaning: Meaning, place: Place): number {
  // A text can be code that is run.
  const inText = meaning.text | ((meaning.code & (CONCERN.read | CONCERN.exec)) === 0 ? 0 : CONCERN.named);
  if (place === 'text') return inText;
  return place === 'field' ? meaning.code | inText : meaning[place];
}

function newTable(place: Place): Uint32Array {
  const table = new Uint32Array(SLOTS);
  for (const [word, meanings] of MEANINGS) {
    const at = slot(hashOf(word));
    table[at] = meanings.reduce((all, meaning) => all | concernOf(meaning, place), table[at] ?? 0);
  }
  return table;
}

const CODE = newTable('code');
const TEXT = newTable('text');
const REMARK = newTable('remark');
const FIELD = newTable('field');

/** All concerns that a word could be of, by the slot of its hash: most are none, and cost no more than this look. */
export function tableOf(place: Place): Uint32Array {
  if (place === 'code') return CODE;
  if (place === 'text') return TEXT;
  return place === 'remark' ? REMARK : FIELD;
}

const LONGEST_TOLD = 31;
const bitOf = (length: number): number => 1 << Math.min(length, LONGEST_TOLD);

const LENGTHS = new Uint32Array(SLOTS);
for (const word of MEANINGS.keys()) LENGTHS[slot(hashOf(word))] = (LENGTHS[slot(hashOf(word))] ?? 0) | bitOf(word.length);

/** False for a word that falls into a slot by chance, as one in ten does: it is not as long as any that belongs there. */
export const mayMeanSomething = (hashed: number, length: number): boolean => ((LENGTHS[hashed] ?? 0) & bitOf(length)) !== 0;

/** The meanings of the word that stands there. */
export function meaningsAt(bytes: Buffer, start: number, end: number): readonly Meaning[] {
  return MEANINGS.get(bytes.toString('latin1', start, end)) ?? [];
}
