import { dataMember, isOfLibrary } from '../../core/data-folder.js';
import { findModule } from '../build-plan/find-module.js';
import { sourceTree } from '../build-plan/source-tree.js';
import { topLevelOf } from '../called-names.js';
import type { Caller } from '../called-on-import.js';
import type { Container } from '../container.js';
import type { Reading } from '../reading.js';
import { startsOfEntries, type EntryPoint } from './entry-point.js';

/** A module of the package that entry points name. */
export interface EnteredModule {
  readonly text: string;
  /** Its functions and methods that are called then. */
  readonly starts: readonly string[];
  /** Names of its objects that are meant, whatever module they come from. */
  readonly objects: ReadonlySet<string>;
}

/** What is looked into: the package, and its modules in which something waits for a call. */
export interface EnteredQuestion {
  readonly container: Container;
  readonly reading: Reading;
  readonly waiting: ReadonlyMap<string, Buffer>;
}

/** The folder whose content is unpacked straight into site-packages, where a file lies in one. */
function libraryFolder(path: string): string | null {
  const data = dataMember(path);
  return data !== null && isOfLibrary(data) ? data.folder : null;
}

// A chain of more functions than this is not followed by their names.
const MOST_CALLS = 4;

/** The objects that the points name, by the files of their modules. */
function namedObjects(points: readonly EntryPoint[], { reading: { members, plan } }: EnteredQuestion): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  const paths = members.filter(({ kind }) => kind === 'python').map(({ path }) => path);
  const folders = [...new Set(paths.flatMap((path) => libraryFolder(path) ?? []))];
  const tree = sourceTree(paths, plan.root);
  for (const { object } of points) {
    const found = findModule(object.replace(':', '.'), { from: `${plan.root}setup.cfg`, folders }, tree);
    const path = found?.files.at(-1);
    if (found !== null && path !== undefined) named.set(path, (named.get(path) ?? new Set()).add(found.rest));
  }
  return named;
}

/** What a module calls that is entered so, directly or by functions of its own. */
export function callerOf(path: string, { text, starts, objects }: EnteredModule): Caller {
  let caller = topLevelOf(text, new Set(starts));
  for (let step = 0, before = -1; step < MOST_CALLS && caller.called.size !== before; step += 1) {
    before = caller.called.size;
    caller = topLevelOf(text, new Set([...starts, ...caller.called]));
  }
  return { ...caller, path, called: new Set([...caller.called, ...objects]) };
}

/** The modules of the package that these points name, by their paths. */
export async function enteredBy(points: readonly EntryPoint[], question: EnteredQuestion): Promise<ReadonlyMap<string, EnteredModule>> {
  const named = namedObjects(points, question);
  const missing = new Set([...named.keys()].filter((path) => !question.waiting.has(path)));
  const contents = new Map([...question.waiting, ...(missing.size === 0 ? [] : await question.container.contents(missing))]);
  return new Map(
    [...named].flatMap(([path, objects]) => {
      const text = contents.get(path)?.toString('latin1');
      return text === undefined ? [] : [[path, { text, starts: startsOfEntries(objects, text), objects }] as const];
    }),
  );
}
