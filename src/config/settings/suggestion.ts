import { distance } from 'fastest-levenshtein';

const plain = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** Letters that changed places are one slip, which the distance counts as two. */
function isSwapped(given: string, meant: string): boolean {
  const at = given.split('').findIndex((letter, index) => letter !== meant[index]);
  return at >= 0 && given === `${meant.slice(0, at)}${meant[at + 1] ?? ''}${meant[at] ?? ''}${meant.slice(at + 2)}`;
}

const slips = (given: string, meant: string): number => (isSwapped(given, meant) ? 1 : distance(given, meant));

const isBegun = (word: string, whole: string): boolean => word === whole || (word.length > 3 && whole.startsWith(word));

/** The one candidate of which `text` is a word, or the beginning of one or its plural (`age` for `package_age`), or null. */
export function partOf<T extends string>(text: string, candidates: readonly T[]): T | null {
  const given = plain(text);
  const meant = candidates.filter((candidate) => [plain(candidate), ...plain(candidate).split('_')].some((word) => isBegun(given, word) || isBegun(word, given)));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

/** The candidate that `text` is most likely a misspelling of, or null. Case and `-` for `_` do not count as differences. */
export function nearest<T extends string>(text: string, candidates: readonly T[]): T | null {
  // Two slips in a word of five letters are already another word.
  const allowed = text.length < 6 ? 1 : 2;
  const ranked = candidates.map((candidate) => ({ candidate, far: slips(plain(text), plain(candidate)) })).toSorted((a, b) => a.far - b.far);
  return ranked[0] && ranked[0].far <= allowed ? ranked[0].candidate : null;
}
