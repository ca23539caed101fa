import { MEANINGS, type Meaning } from './vocabulary.js';

/** How many slots the hashes of words fall into. */
export const SLOTS = 8192;

/** One step of the hash of a word, for the scanner's inner loop. */
export const step = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;
export const slot = (hash: number): number => (hash ^ (hash >>> 13)) & (SLOTS - 1);

const hashOf = (word: string): number => Array.from(word).reduce((hash, letter) => step(hash, letter.codePointAt(0) ?? 0), 0);

/** All concerns that a word with this hash could be of: most are none, and cost no more than this look. */
export const MAY_MEAN = new Uint32Array(SLOTS);
for (const [word, meanings] of MEANINGS) {
  const at = slot(hashOf(word));
  MAY_MEAN[at] = meanings.reduce((all, { code, text, remark }) => all | code | text | remark, MAY_MEAN[at] ?? 0);
}

/** The meanings of the word that stands there. */
export function meaningsAt(bytes: Uint8Array, start: number, end: number): readonly Meaning[] {
  return MEANINGS.get(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')) ?? [];
}
