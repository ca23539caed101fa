import { readFileSync } from 'node:fs';
import { ToolError, UserError } from '../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import { indexNames } from '../core/names/name-index.js';
import type { NameIndex, RankedName } from '../core/names/name-index.js';
import { findNearest, findSimilar } from '../core/names/similar-name.js';
import type { SimilarName } from '../core/names/name-facts.js';

/** How many of the names a look-up takes into account, counted by rank. */
export interface SimilarityOptions {
  /** Compare with the names up to this rank, 5,000 unless told, or with those of a file: a name a line, most important first. */
  readonly curatedList?: number | { readonly file: string };
  /** Never suspect a name up to this rank; 15,000 unless told. */
  readonly exemptRank?: number;
}

/** The most downloaded projects. Reads its file at the first question and throws `disk` (exit 3) when it cannot: no list would mean no suspicion. */
export interface PopularNames {
  /** 1 is the most downloaded project; null when the name is not on the list. */
  readonly rankOf: (name: PackageName) => number | null;
  /** The popular name that this one may have been made to look like, or null. */
  readonly similarTo: (name: PackageName, options?: SimilarityOptions) => SimilarName | null;
  /** What to suggest for a name that does not exist; casts a wider net than `similarTo`. */
  readonly nearestPopularName: (name: PackageName) => PackageName | null;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

const damaged = (path: string): ToolError =>
  new ToolError('disk', `the list of popular names is damaged: ${path}`, { hint: 'Reinstall depsec.' });

/** The file's text with a line end before and after each line. */
function readList(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new ToolError('disk', `cannot read the list of popular names: ${path}`, { cause });
  }
  if (!text.startsWith('1\t') || !text.endsWith('\n')) throw damaged(path);
  return `\n${text}`;
}

// Most runs only ask for a few ranks: searching the text takes 0.1 ms each, taking 15,000 lines apart first would take 20 ms.
function rankIn(list: string, name: PackageName): number | null {
  const tab = list.indexOf(`\t${name}\n`);
  return tab < 0 ? null : Number(list.slice(list.lastIndexOf('\n', tab) + 1, tab));
}

function readLine(line: string, path: string): RankedName {
  const tab = line.indexOf('\t');
  const [rank, name] = [Number(line.slice(0, tab)), line.slice(tab + 1)];
  if (tab < 1 || !Number.isSafeInteger(rank) || !NAME.test(name)) throw damaged(path);
  return { name, rank };
}

function namesUpTo(worstRank: number, list: string, path: string): readonly RankedName[] {
  const names: RankedName[] = [];
  for (let start = 1; start < list.length; ) {
    const end = list.indexOf('\n', start);
    const entry = readLine(list.slice(start, end), path);
    if (entry.rank > worstRank) break;
    names.push(entry);
    start = end + 1;
  }
  return names;
}

const isComment = (line: string): boolean => line === '' || line.startsWith('#');

/** The user's own list of names that others may be squatting on. Throws `bad-config` with the line that is none. */
function readCurated(file: string): readonly RankedName[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError('bad-config', `curated_list: cannot read ${JSON.stringify(file)}`, { cause });
  }
  const lines = text.split('\n').map((line, at) => ({ name: line.trim(), at: at + 1 })).filter(({ name }) => !isComment(name));
  const wrong = lines.find(({ name }) => !isPackageName(name));
  if (wrong) throw new UserError('bad-config', `${file}:${wrong.at}: not a package name: ${JSON.stringify(wrong.name.slice(0, 80))}`);
  return lines.map(({ name }, at) => ({ name: parsePackageName(name), rank: at + 1 }));
}

/** The popular names listed in `path`: lines of rank, tab, normalised name; best rank first. */
export function loadPopularNames(path: string): PopularNames {
  let text: string | null = null;
  const list = (): string => (text ??= readList(path));
  const indexes = new Map<number, NameIndex>();
  const indexUpTo = (worstRank: number): NameIndex => {
    const index = indexes.get(worstRank) ?? indexNames(namesUpTo(worstRank, list(), path));
    indexes.set(worstRank, index);
    return index;
  };
  const curated = new Map<string, NameIndex>();
  const indexFrom = (file: string): NameIndex => {
    const index = curated.get(file) ?? indexNames(readCurated(file));
    curated.set(file, index);
    return index;
  };
  const rankOf = (name: PackageName): number | null => rankIn(list(), name);
  return {
    rankOf,
    similarTo: (name, { curatedList = 5_000, exemptRank = 15_000 } = {}) => {
      const rank = rankOf(name);
      if (rank !== null && rank <= exemptRank) return null;
      if (typeof curatedList === 'number') return findSimilar(indexUpTo(curatedList), { name, rank });
      const index = indexFrom(curatedList.file);
      // The ranks of such a list are its own, and a name on it is no squat of another.
      return index.names.some((listed) => listed.name === name) ? null : findSimilar(index, { name, rank: null });
    },
    nearestPopularName: (name) => (rankOf(name) === null ? findNearest(indexUpTo(Number.POSITIVE_INFINITY), name) : null),
  };
}

/** The source as a plug-in: its id is its file name. */
export default { title: 'The 15,000 most downloaded projects, as shipped', load: loadPopularNames } as const;
