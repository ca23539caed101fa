import { findFunction } from '../flow/functions.js';
import { changed, mixed, UNKNOWN, type Origin, type Value } from '../fold/value.js';
import { LOCAL, type FunctionInfo, type Run } from '../flow/run.js';
import type { Resolve } from './resolve.js';

/** A function, and the file that it stands in. */
export interface FoundFunction {
  readonly path: string;
  readonly info: FunctionInfo;
}

export interface HeldClass {
  readonly path: string;
  readonly name: string;
}

interface Modules {
  readonly runs: ReadonlyMap<string, Run>;
  readonly resolve: Resolve;
}

// A class can be written as its own heir.
const LONGEST_LINE = 10;

/** A method as the classes have it that a class inherits from, in whatever file those are. */
export function methodOf(heir: HeldClass, method: string, all: Modules): FoundFunction | null {
  const line = [heir];
  for (const { path, name } of line) {
    const run = all.runs.get(path);
    const info = run === undefined ? null : findFunction(`${LOCAL}${name}.${method}`, run);
    if (info) return { path, info };
    if (run !== undefined && line.length < LONGEST_LINE) line.push(...basesOf({ path, name }, run, all));
  }
  return null;
}

const basesOf = ({ path, name }: HeldClass, { classes }: Run, { resolve }: Modules): readonly HeldClass[] =>
  (classes.get(name)?.bases ?? []).flatMap((base) => {
    const found = base.startsWith(LOCAL) ? { path, rest: base.slice(LOCAL.length) } : resolve(base, path);
    return found === null || found.rest === '' ? [] : [{ path: found.path, name: found.rest }];
  });

/** Classes of other files by the class that they inherit from. */
export function heirsOf(runs: ReadonlyMap<string, Run>, resolve: Resolve): ReadonlyMap<string, readonly HeldClass[]> {
  const heirs = new Map<string, HeldClass[]>();
  for (const [path, run] of runs) {
    for (const { key, bases } of run.classes.values()) {
      for (const base of bases) {
        const found = base.startsWith(LOCAL) ? null : resolve(base, path);
        if (found === null || found.path === path || found.rest === '') continue;
        const id = `${found.path} ${found.rest}`;
        heirs.set(id, [...(heirs.get(id) ?? []), { path, name: key }]);
      }
    }
  }
  return heirs;
}

const IS_ATTRIBUTE = /^local:(\w+)\(\)\.(\w+)(\(\))?$/;

/** What the heirs of a class of one file have in other files under a name that its own methods ask for, or give where those call it; null where none has anything of note. */
export function heldByHeirs(name: string, from: string, { runs, heirs }: { readonly runs: ReadonlyMap<string, Run>; readonly heirs: ReadonlyMap<string, readonly HeldClass[]> }): Value | null {
  const [, owner = '', attribute = '', isCalled] = IS_ATTRIBUTE.exec(name) ?? [];
  const all = owner === '' ? [] : (heirs.get(`${from} ${owner}`) ?? []);
  const given = ({ path, name: heir }: HeldClass): Value | undefined => (isCalled === undefined ? runs.get(path)?.attributes.get(`${LOCAL}${heir}().${attribute}`) : runs.get(path)?.functions.get(`${heir}.${attribute}`)?.returned);
  const values = all.map((heir) => fromThere(given(heir), heir.path));
  const value = mixed(values);
  return value.origins.length === 0 ? null : value;
}

/** Only what it came from: names and places there mean nothing here. */
const fromThere = (value: Value | undefined, path: string): Value => (value === undefined ? UNKNOWN : changed(UNKNOWN, { origins: value.origins.map((origin): Origin => ({ ...origin, module: origin.module ?? path, steps: [] })) }));
