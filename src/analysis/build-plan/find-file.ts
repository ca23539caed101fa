import { posix } from 'node:path';
import { collisionKey } from '../../archive/member-collisions.js';
import { folderOf, type SourceTree } from './source-tree.js';

const HOLE = '{}';
// A name like `version.py` may stand in many places when its folder is not known.
const MOST_MATCHES = 50;

/** The part of a path that is known, and whether what comes before it is. */
function knownPart(text: string): { readonly tail: string; readonly isWhole: boolean } {
  const at = text.lastIndexOf(HOLE);
  const rest = (at < 0 ? text : text.slice(at + HOLE.length)).replaceAll('\\', '/');
  const tail = posix.normalize(rest.replace(/^\/+/, '')).replace(/\/+$/, '');
  return { tail: tail === '.' ? '' : tail, isWhole: at < 0 && !rest.startsWith('/') };
}

function matches(text: string, from: string, all: { readonly tree: SourceTree; readonly known: ReadonlySet<string>; readonly end: '' | '/' }): readonly string[] {
  const { tail, isWhole } = knownPart(text);
  const exact = [folderOf(from), all.tree.root].map((folder) => posix.join(folder, tail, all.end).replace(/^\.\/?$/, '')).filter((path) => all.known.has(path));
  if (exact.length > 0 || isWhole) return [...new Set(exact)];
  const suffix = `/${tail.replace(/^(?:\.\.\/)+/, '')}${all.end}`;
  if (suffix.length < 3) return [];
  const name = suffix.slice(suffix.lastIndexOf('/', suffix.length - 2) + 1);
  return (all.tree.byName.get(name) ?? []).filter((path) => `/${path}`.endsWith(suffix)).slice(0, MOST_MATCHES);
}

// Each sign more lets a name be taken apart in more ways.
const MOST_SIGNS = 4;
const LONGEST_PATTERN = 200;

/** A path that a pattern of the shell gives: `*` stands for a part of a name, `**` for folders. */
function matcherOf(text: string): RegExp {
  const parts = text.replaceAll('\\', '/').replace(/^(?:\.\/|\{\}\/)+/, '').split(/(\*\*\/|\*+|\{\})/);
  const source = parts.map((part) => (part === '**/' ? '(?:[^/]+/)*' : part.startsWith('*') || part === HOLE ? '[^/]*' : part.replace(/[.?+^$()[\]|\\{}]/g, String.raw`\$&`)));
  return new RegExp(`(?:^|/)${source.join('')}$`);
}

// Each goes through all paths, and a program can hold thousands.
const MOST_SEARCHES = 200;
const searches = new WeakMap<SourceTree, Map<string, readonly string[]>>();

function foundBy(pattern: string, tree: SourceTree): readonly string[] {
  const made = searches.get(tree) ?? new Map<string, readonly string[]>();
  searches.set(tree, made);
  const known = made.get(pattern);
  if (known !== undefined) return known;
  if (made.size >= MOST_SEARCHES || pattern.length > LONGEST_PATTERN || pattern.split(/\*+|\{\}/).length > MOST_SIGNS + 1) return [];
  const matcher = matcherOf(pattern);
  const found = [...tree.paths].filter((path) => matcher.test(path)).slice(0, MOST_MATCHES);
  made.set(pattern, found);
  return found;
}

// Some systems hold `leaf.txt` and `LEAF.TXT` as one file, which has the bytes of either.
const alike = new WeakMap<SourceTree, ReadonlyMap<string, readonly string[]>>();

function alikeIn(tree: SourceTree): ReadonlyMap<string, readonly string[]> {
  const known = alike.get(tree);
  if (known !== undefined) return known;
  const all = new Map<string, string[]>();
  for (const path of tree.paths) {
    const key = collisionKey(path);
    const others = all.get(key);
    if (others === undefined) all.set(key, [path]);
    else others.push(path);
  }
  const several = new Map([...all].filter(([, paths]) => paths.length > 1));
  alike.set(tree, several);
  return several;
}

/** The files of the tree that a path in a program can mean; `{}` stands for what is not known of it, and `*` for what a search goes through. */
export function findFiles(text: string, from: string, tree: SourceTree): readonly string[] {
  const found = text.includes('*') ? foundBy(text, tree) : matches(text, from, { tree, known: tree.paths, end: '' });
  return found.length === 0 ? found : [...new Set(found.flatMap((path) => alikeIn(tree).get(collisionKey(path)) ?? [path]))];
}

/** The same for folders. */
export function findFolders(text: string, from: string, tree: SourceTree): readonly string[] {
  return matches(text, from, { tree, known: tree.folders, end: '/' });
}
