import type { Loads } from '../../core/facts/source-facts.js';
import { ANY_METHOD, OTHER_WORDS, SCRIPT } from '../../python/when/starts.js';
import type { BuildStart } from './build-start.js';
import { findFiles, findFolders } from './find-file.js';
import { findModule } from './find-module.js';
import type { SourceTree } from './source-tree.js';

/** Each is looked into for each name. No honest build was seen to add more than four to sys.path. */
export const MOST_FOLDERS = 32;

/** What is known so far of the files that a build loads. */
export interface Following {
  readonly tree: SourceTree;
  readonly starts: Map<string, Set<string>>;
  readonly folders: Set<string>;
  readonly compiled: Map<string, string>;
  /** Files that the build itself names; what they hand on is taken to be called. Ordinary modules of the package hand on too much for that. */
  readonly entries: Set<string>;
  todo: Set<string>;
}

function add(path: string, starts: readonly string[], state: Following): void {
  const known = state.starts.get(path);
  const fresh = starts.filter((start) => !known?.has(start));
  if (known !== undefined && fresh.length === 0) return;
  state.starts.set(path, new Set([...(known ?? []), ...fresh]));
  state.todo.add(path);
}

/** Adds a file that is there for the build. */
function addEntry(path: string, starts: readonly string[], state: Following): void {
  const isNew = !state.entries.has(path);
  state.entries.add(path);
  add(path, starts, state);
  // It may have been read as a mere helper.
  if (isNew) state.todo.add(path);
}

const anyOf = (rest: string): readonly string[] => (rest === '' ? [] : [`${rest}${ANY_METHOD}`]);

/** Adds what importing a name runs; false when it is nothing of the tree. */
function addModule(name: string, place: { readonly from: string; readonly folders: readonly string[]; readonly starts: (rest: string) => readonly string[]; readonly isEntry?: boolean }, state: Following): boolean {
  const found = findModule(name, { from: place.from, folders: [...place.folders, ...state.folders] }, state.tree);
  if (found === null) return false;
  if (found.compiled !== null) state.compiled.set(found.compiled, name);
  const rest = found.rest.replaceAll('()', '');
  const last = found.files.at(-1);
  for (const file of found.files) (file === last && place.isEntry ? addEntry : add)(file, file === last ? place.starts(rest) : [], state);
  return true;
}

/** Adds what a build is told to load; false when that is not in the tree. */
export function addStart(start: BuildStart, state: Following): boolean {
  const { root } = state.tree;
  const from = `${root}pyproject.toml`;
  if (start.kind === 'module') {
    const folders = (start.folders ?? []).map((folder) => `${root}${folder === '' ? '' : `${folder}/`}`);
    return addModule(start.at, { from, folders, starts: (rest) => [...start.starts, ...anyOf(rest)], isEntry: start.starts.length > 0 }, state);
  }
  const files = findFiles(start.at, from, state.tree);
  for (const file of files) addEntry(file, start.starts, state);
  return files.length > 0;
}

/** The files of one build share its words. */
export function hearOtherWords(state: Following): void {
  for (const [path, starts] of state.starts) if (starts.has(SCRIPT)) add(path, [OTHER_WORDS], state);
}

/** Adds what a file loads that has been read. */
export function addLoads(loads: Loads, from: string, state: Following): void {
  for (const text of loads.folders) for (const folder of findFolders(text, from, state.tree)) if (state.folders.size <= MOST_FOLDERS) state.folders.add(folder);
  for (const name of loads.imports) addModule(name, { from, folders: [], starts: () => [] }, state);
  for (const name of loads.calls) addModule(name, { from, folders: [], starts: (rest) => (rest === '' ? [] : [rest]) }, state);
  if (state.entries.has(from)) for (const name of loads.mentions) addModule(name, { from, folders: [], starts: anyOf }, state);
  for (const text of loads.files) for (const file of findFiles(text, from, state.tree)) addEntry(file, [SCRIPT, OTHER_WORDS], state);
  if (loads.changesArguments) hearOtherWords(state);
}

/** A state in which nothing is known but the folders that modules are looked for in. */
export function newFollowing(tree: SourceTree, folders: readonly string[]): Following {
  const known = folders.flatMap((text) => findFolders(text, `${tree.root}setup.cfg`, tree));
  return { tree, starts: new Map(), folders: new Set(known), compiled: new Map(), entries: new Set(), todo: new Set() };
}
