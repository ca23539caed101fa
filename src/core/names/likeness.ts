import type { NameDifference, SimilarName } from './name-facts.js';

type Strength = SimilarName['strength'];

/** A pair of normalised names, and how the first was made from the second. `rank` is the target's. */
export interface Pair {
  readonly suspect: string;
  readonly target: string;
  readonly rank: number;
  readonly difference: NameDifference;
}

/** From which length on a difference counts; lengths are those of the longer name. */
interface OperatingPoint {
  readonly strength: Strength;
  readonly shortest: number;
  /** The shortest single word of a longer name that counts, when only this word differs. */
  readonly shortestWord: number;
  /** False when a changed first letter does not count: `acachetools`, `cmarkdown` name variants, they are not slips of a finger. */
  readonly atStart: boolean;
  readonly worstRank: number;
}

const EVERY = Number.POSITIVE_INFINITY;
const strongFrom = (shortest: number): OperatingPoint => ({ strength: 'strong', shortest, shortestWord: 5, atStart: true, worstRank: EVERY });
const middleFrom = (shortest: number): OperatingPoint => ({ strength: 'middle', shortest, shortestWord: shortest, atStart: false, worstRank: EVERY });
const wholeNameFrom = (shortest: number): OperatingPoint => ({ strength: 'middle', shortest, shortestWord: 1, atStart: true, worstRank: EVERY });

// From the most telling kind to the least: transposition is 840 times as common among malicious names as among random ones, distance two only twice.
const POINTS: Readonly<Record<NameDifference, OperatingPoint>> = {
  transposition: strongFrom(5),
  'doubled-letter': strongFrom(5),
  homoglyph: strongFrom(6),
  'inner-omission': strongFrom(7),
  'neighbour-insertion': strongFrom(7),
  'neighbour-substitution': strongFrom(7),
  'vowel-swap': strongFrom(7),
  // Middle only: the public index has long refused new names that differ from an old one by separators alone.
  separator: wholeNameFrom(6),
  'word-swap': wholeNameFrom(8),
  affix: { ...wholeNameFrom(1), worstRank: 500 },
  'single-edit': middleFrom(8),
  'distance-two': middleFrom(12),
};

/** The names that attackers copy most; here shorter names count as well. Measured with test/bench/names.mjs. */
const MOST_COPIED = 100;
const SHORTEST_MOST_COPIED: Readonly<Record<NameDifference, number>> = {
  transposition: 5,
  'doubled-letter': 5,
  homoglyph: 5,
  'inner-omission': 5,
  'neighbour-insertion': 5,
  'neighbour-substitution': 5,
  'vowel-swap': 5,
  separator: 6,
  'word-swap': 8,
  affix: 1,
  'single-edit': 6,
  'distance-two': 9,
};

const ONE_LETTER: ReadonlySet<NameDifference> = new Set(['transposition', 'doubled-letter', 'homoglyph', 'inner-omission', 'neighbour-insertion', 'neighbour-substitution', 'vowel-swap', 'single-edit']);

/** The most telling kinds first. */
export const differencesByWeight: readonly string[] = Object.keys(POINTS);

/** No difference of two edits counts in names shorter than this. */
export const shortestForTwoEdits = SHORTEST_MOST_COPIED['distance-two'];

// A long prefix that a whole family shares (`aliyun-python-sdk-`, `types-boto3-`) makes two short last words no more alike.
function changedLength({ suspect, target }: Pair): number {
  const [words, others] = [suspect.split('-'), target.split('-')];
  const longest = Math.max(suspect.length, target.length);
  if (words.length !== others.length) return longest;
  const changed = words.flatMap((word, at) => (word === others[at] ? [] : [Math.max(word.length, others[at]?.length ?? 0)]));
  return changed.length === 1 ? (changed[0] ?? longest) : longest;
}

// `elasticsearch7`, `geoalchemy` and `geoalchemy2`, `cupy-cuda13x`: how honest projects name their versions.
const withoutVersions = (name: string): string => name.replace(/\d+[a-z]?(?=-|$)/g, '');
const isVersionOnly = (pair: Pair): boolean => withoutVersions(pair.suspect) === withoutVersions(pair.target);

function meets(pair: Pair, point: OperatingPoint): boolean {
  if (pair.rank > point.worstRank || Math.max(pair.suspect.length, pair.target.length) < point.shortest) return false;
  if (!point.atStart && pair.suspect[0] !== pair.target[0]) return false;
  return changedLength(pair) >= point.shortestWord;
}

function isNearMostCopied(pair: Pair): boolean {
  if (pair.rank > MOST_COPIED || changedLength(pair) < SHORTEST_MOST_COPIED[pair.difference]) return false;
  // `urllib` for urllib3 misleads; `httpx2` announces itself.
  if (isVersionOnly(pair)) return pair.suspect === withoutVersions(pair.target);
  return pair.difference !== 'distance-two' || pair.suspect[0] === pair.target[0];
}

// Shorter words are one letter away from anything.
const SHORTEST_FAINT = 6;
const isFaint = (pair: Pair): boolean => ONE_LETTER.has(pair.difference) && !isVersionOnly(pair) && meets(pair, { ...middleFrom(SHORTEST_FAINT), strength: 'faint' });

/** How strongly this pair suggests a squat (detection.md, "Tier 1 names"), or null when it is ordinary. */
export function strengthOf(pair: Pair): Strength | null {
  const point = POINTS[pair.difference];
  if (point.strength === 'middle' && point.shortestWord === 1) return meets(pair, point) ? 'middle' : null;
  if (!isVersionOnly(pair) && meets(pair, point)) return point.strength;
  if (isNearMostCopied(pair)) return 'middle';
  return isFaint(pair) ? 'faint' : null;
}
