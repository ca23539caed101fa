import { affixes } from './difference.js';

/** A normalised project name and its place among the most downloaded; 1 is the first. */
export interface RankedName {
  readonly name: string;
  readonly rank: number;
}

/** Popular names, best rank first, laid out so that the few worth comparing with a given name are found without measuring all distances. */
export interface NameIndex {
  readonly names: readonly RankedName[];
  /** Which letters each name holds, as bits: one edit changes at most two of them, a swap of letters or words none. */
  readonly letters: Int32Array;
}

// Look-alikes (0/o, 1/l/i, rn/m, vv/w) share a bit and a separator has none, so a name that only looks different has the same bits.
const GROUPS = ['1il', '0o', 'mnr', 'vw', '23', '45', '67', '89', ...'abcdefghjkpqstuxyz'.split('')];
const BITS = new Int32Array(128);
for (const [bit, group] of GROUPS.entries()) for (const letter of group) BITS[letter.charCodeAt(0)] = 1 << bit;

function lettersOf(name: string): number {
  let bits = 0;
  for (let at = 0; at < name.length; at += 1) bits |= BITS[name.charCodeAt(at)] ?? 0;
  return bits;
}

function holdsAtMost(limit: number, bits: number): boolean {
  let rest = bits;
  for (let count = 0; count < limit && rest !== 0; count += 1) rest &= rest - 1;
  return rest === 0;
}

/** Lays out `names`, which are normalised and come best rank first. */
export function indexNames(names: readonly RankedName[]): NameIndex {
  const letters = new Int32Array(names.length);
  for (const [position, { name }] of names.entries()) letters[position] = lettersOf(name);
  return { names, letters };
}

/** A small superset of the names that another one may have been made from, best rank first. */
export interface Candidates {
  /** Of the same letters, or the same behind an affix: may differ as a whole (words, separators, look) or by a swap. */
  readonly whole: readonly RankedName[];
  /** Of other letters, at most the given number of edits away. */
  readonly edited: readonly RankedName[];
}

/** The names that `name` may have been made from; a swap of two letters counts as one edit. */
export function candidatesFor(index: NameIndex, name: string, edits: number): Candidates {
  const bits = lettersOf(name);
  const stripped = affixes.filter((affix) => name.startsWith(affix)).map((affix) => name.slice(affix.length));
  const candidates = { whole: new Array<RankedName>(), edited: new Array<RankedName>() };
  for (const [position, other] of index.names.entries()) {
    const changed = bits ^ (index.letters[position] ?? 0);
    if (changed === 0 || stripped.includes(other.name)) candidates.whole.push(other);
    else if (Math.abs(other.name.length - name.length) <= edits && holdsAtMost(2 * edits, changed)) candidates.edited.push(other);
  }
  return candidates;
}
