import type { Loads } from '../../core/source-facts.js';
import type { SourceFile, SourceReading } from '../../python/read-source.js';
import { ANY_METHOD, SCRIPT } from '../../python/when/starts.js';
import type { BuildStart } from './build-start.js';
import { findFiles, findFolders } from './find-file.js';
import { findModule } from './find-module.js';
import type { ReadTree } from './read-tree.js';
import type { SourceTree } from './source-tree.js';

// No build was seen to need more; beyond either, nobody knows what else runs.
const MOST_ROUNDS = 24;
const MOST_FILES = 2_000;

/** What a build runs of a tree, and what of it could not be told. */
export interface Followed {
  /** What reading each file gave that runs while building. */
  readonly readings: ReadonlyMap<string, SourceReading>;
  /** All files that run while building, those that could not be read as well. */
  readonly paths: ReadonlySet<string>;
  /** Compiled modules that stand in for source, with the name that is imported. */
  readonly compiled: ReadonlyMap<string, string>;
  /** True when there was too much to follow to its end. */
  readonly isCut: boolean;
}

interface Following {
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
function addStart(start: BuildStart, state: Following): boolean {
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

function addLoads(loads: Loads, from: string, state: Following): void {
  for (const text of loads.folders) for (const folder of findFolders(text, from, state.tree)) state.folders.add(folder);
  for (const name of loads.imports) addModule(name, { from, folders: [], starts: () => [] }, state);
  for (const name of loads.calls) addModule(name, { from, folders: [], starts: (rest) => (rest === '' ? [] : [rest]) }, state);
  if (state.entries.has(from)) for (const name of loads.mentions) addModule(name, { from, folders: [], starts: anyOf }, state);
  for (const text of loads.files) for (const file of findFiles(text, from, state.tree)) addEntry(file, [SCRIPT], state);
}

/** Follows what is loaded from file to file. `read` reads one of them. */
export async function follow(from: { readonly starts: readonly BuildStart[]; readonly folders: readonly string[] }, tree: SourceTree, reader: { readonly files: ReadTree; readonly read: (file: SourceFile) => Promise<SourceReading> }): Promise<Followed & { readonly missing: readonly BuildStart[] }> {
  const state: Following = { tree, starts: new Map(), folders: new Set(), compiled: new Map(), entries: new Set(), todo: new Set() };
  for (const text of from.folders) for (const folder of findFolders(text, `${tree.root}setup.cfg`, tree)) state.folders.add(folder);
  const missing = from.starts.filter((start) => !addStart(start, state));
  const readings = new Map<string, SourceReading>();
  let rounds = 0;
  for (; state.todo.size > 0 && rounds < MOST_ROUNDS && state.starts.size <= MOST_FILES; rounds += 1) {
    const round = await reader.files.fetch(state.todo);
    state.todo = new Set();
    for (const [path, bytes] of round) {
      const reading = await reader.read({ path, bytes, runs: 'install', starts: [...(state.starts.get(path) ?? [])], isHelper: !state.entries.has(path) });
      readings.set(path, reading);
      if (reading.facts !== null) addLoads(reading.facts.loads, path, state);
    }
  }
  return { readings, paths: new Set(state.starts.keys()), compiled: state.compiled, isCut: state.todo.size > 0, missing };
}
