import { distance } from 'fastest-levenshtein';

const plain = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** The candidate that `text` is most likely a misspelling of, or null. Case and `-` for `_` do not count as differences. */
export function nearest<T extends string>(text: string, candidates: readonly T[]): T | null {
  // Two slips in a word of five letters are already another word.
  const allowed = text.length < 6 ? 1 : 2;
  const ranked = candidates.map((candidate) => ({ candidate, far: distance(plain(text), plain(candidate)) })).toSorted((a, b) => a.far - b.far);
  return ranked[0] && ranked[0].far <= allowed ? ranked[0].candidate : null;
}
