import type { SourceFile, SourceReading } from '../../python/read-source.js';
import type { BuildStart } from './build-start.js';
import { findModule } from './find-module.js';
import { addLoads, addStart, hearOtherWords, MOST_FOLDERS, newFollowing, type Following } from './following.js';
import type { ReadTree } from './read-tree.js';
import type { SourceTree } from './source-tree.js';

// No build was seen to need more; beyond them, all Python of the tree is taken to run.
const MOST_ROUNDS = 24;
const MOST_FILES = 2_000;

const isBeyondLimits = (state: Following): boolean => state.starts.size > MOST_FILES || state.folders.size > MOST_FOLDERS;

/** What a build runs of a tree, and what of it could not be told. */
export interface Followed {
  /** What reading each file gave that runs while building. */
  readonly readings: ReadonlyMap<string, SourceReading>;
  /** All files that run while building, those that could not be read as well. */
  readonly paths: ReadonlySet<string>;
  /** How each was read last. */
  readonly asked: ReadonlyMap<string, Pick<SourceFile, 'runs' | 'starts' | 'isHelper'>>;
  /** Compiled modules that stand in for source, with the name that is imported. */
  readonly compiled: ReadonlyMap<string, string>;
  /** True when there was too much to follow to its end. */
  readonly isCut: boolean;
  /** What the configuration names and the tree does not hold. */
  readonly missing: readonly BuildStart[];
}

interface Reader {
  readonly files: ReadTree;
  readonly read: (file: SourceFile) => Promise<SourceReading>;
}

/** What reading a module gave that tells a variable as a literal; null when it has to be imported for that. */
async function readLiteral(start: BuildStart, state: Following, { files, read }: Reader): Promise<readonly [string, SourceReading] | null> {
  const found = start.isVariable === true ? findModule(start.at, { from: `${state.tree.root}setup.cfg`, folders: [...state.folders] }, state.tree) : null;
  const path = found?.files.at(-1);
  if (found === null || path === undefined || found.compiled !== null) return null;
  const bytes = (await files.fetch(new Set([path]))).get(path);
  const reading = bytes === undefined ? null : await read({ path, bytes, runs: 'install', starts: [], isHelper: true });
  return reading?.facts?.loads.literals.includes(found.rest) === true ? [path, reading] : null;
}

const askFor = (path: string, state: Following): Pick<SourceFile, 'runs'> & Required<Pick<SourceFile, 'starts' | 'isHelper'>> => ({ runs: 'install', starts: [...(state.starts.get(path) ?? [])], isHelper: !state.entries.has(path) });

/** Reads the files of one round and finds those of the next. */
async function followRound(state: Following, { files, read }: Reader): Promise<readonly (readonly [string, SourceReading])[]> {
  const contents = await files.fetch(state.todo);
  const readings: (readonly [string, SourceReading])[] = [];
  state.todo = new Set();
  for (const [path, bytes] of contents) {
    const asked = askFor(path, state);
    const reading = await read({ path, bytes, ...asked });
    readings.push([path, reading]);
    if (reading.facts !== null) addLoads(reading.facts.loads, path, state);
  }
  return readings;
}

/** Reads scripts again whose words may have been changed by what was not followed. */
function readForAnyWords(state: Following, reader: Reader): ReturnType<typeof followRound> {
  state.todo = new Set();
  hearOtherWords(state);
  return followRound(state, reader);
}

/** Follows what is loaded from file to file, from what the configuration of a project says. */
export async function follow(from: { readonly starts: readonly BuildStart[]; readonly folders: readonly string[] }, tree: SourceTree, reader: Reader): Promise<Followed> {
  const state = newFollowing(tree, from.folders);
  const readings = new Map<string, SourceReading>();
  const missing: BuildStart[] = [];
  for (const start of from.starts) {
    const literal = await readLiteral(start, state, reader);
    if (literal !== null) readings.set(...literal);
    else if (!addStart(start, state)) missing.push(start);
  }
  for (let round = 0; state.todo.size > 0 && round < MOST_ROUNDS && !isBeyondLimits(state); round += 1) {
    for (const [path, reading] of await followRound(state, reader)) readings.set(path, reading);
  }
  const isCut = state.todo.size > 0 || isBeyondLimits(state);
  if (isCut) for (const [path, reading] of await readForAnyWords(state, reader)) readings.set(path, reading);
  const asked = new Map([...state.starts.keys()].map((path) => [path, askFor(path, state)]));
  return { readings, asked, paths: new Set([...state.starts.keys(), ...readings.keys()]), compiled: state.compiled, isCut, missing };
}
