import { distance } from 'fastest-levenshtein';
import type { NameDifference } from './name-facts.js';
import { areNeighbourKeys } from './keyboard.js';
import { letterShape, sortedWords, withoutSeparators } from './look-alike.js';

/** What remains of two names once their common start and end are taken away. */
interface Remainder {
  readonly suspect: string;
  readonly target: string;
  /** The characters around the difference; '' at either end of the name. */
  readonly before: string;
  readonly after: string;
}

function remainderOf(suspect: string, target: string): Remainder {
  const shorter = Math.min(suspect.length, target.length);
  let start = 0;
  while (start < shorter && suspect[start] === target[start]) start += 1;
  let end = 0;
  while (end < shorter - start && suspect.at(-1 - end) === target.at(-1 - end)) end += 1;
  return {
    suspect: suspect.slice(start, suspect.length - end),
    target: target.slice(start, target.length - end),
    before: suspect[start - 1] ?? '',
    after: suspect[suspect.length - end] ?? '',
  };
}

function insertionKind({ suspect, before, after }: Remainder): NameDifference {
  if (suspect === before || suspect === after) return 'doubled-letter';
  return areNeighbourKeys(suspect, before) || areNeighbourKeys(suspect, after) ? 'neighbour-insertion' : 'single-edit';
}

function omissionKind({ target, before, after }: Remainder): NameDifference {
  if (target === before || target === after) return 'doubled-letter';
  return before !== '' && after !== '' ? 'inner-omission' : 'single-edit';
}

const isVowel = (letter: string): boolean => 'aeiou'.includes(letter);

function substitutionKind({ suspect, target }: Remainder): NameDifference {
  if (isVowel(suspect) && isVowel(target)) return 'vowel-swap';
  return areNeighbourKeys(suspect, target) ? 'neighbour-substitution' : 'single-edit';
}

function editKind(rest: Remainder): NameDifference | null {
  const { suspect, target } = rest;
  if (suspect.length === 1 && target.length === 0) return insertionKind(rest);
  if (suspect.length === 0 && target.length === 1) return omissionKind(rest);
  if (suspect.length === 1 && target.length === 1) return substitutionKind(rest);
  return suspect.length === 2 && suspect[0] === target[1] && suspect[1] === target[0] && target.length === 2 ? 'transposition' : null;
}

/** Prefixes that many honest names carry and that attackers put before a popular one. */
export const affixes = ['python-', 'py-'] as const;

function wholeNameKind(suspect: string, target: string): NameDifference | null {
  if (withoutSeparators(suspect) === withoutSeparators(target)) return 'separator';
  if (letterShape(suspect) === letterShape(target)) return 'homoglyph';
  if (sortedWords(suspect) !== null && sortedWords(suspect) === sortedWords(target)) return 'word-swap';
  return affixes.some((affix) => suspect === affix + target) ? 'affix' : null;
}

/** How `suspect` was made from `target` by one or two edits, or null when they are the same or further apart. Both are normalised names. */
export function editDifference(suspect: string, target: string): NameDifference | null {
  if (suspect === target) return null;
  return editKind(remainderOf(suspect, target)) ?? (distance(suspect, target) === 2 ? 'distance-two' : null);
}

/** How `suspect` was made from `target`, as a whole or by edits; null when they are the same or too far apart. */
export function differenceBetween(suspect: string, target: string): NameDifference | null {
  return suspect === target ? null : (wholeNameKind(suspect, target) ?? editDifference(suspect, target));
}
