import { findFunction } from '../flow/functions.js';
import { LOCAL, type FunctionInfo, type Run } from '../flow/run.js';
import type { Resolve } from './linked-facts.js';

/** A function, and the file that it stands in. */
export interface FoundFunction {
  readonly path: string;
  readonly info: FunctionInfo;
}

interface HeldClass {
  readonly path: string;
  readonly name: string;
}

// A class can be written as its own heir.
const LONGEST_LINE = 10;

/** A method as the classes have it that a class inherits from, in whatever file those are. */
export function methodOf({ path, name }: HeldClass, method: string, { runs, resolve }: { readonly runs: ReadonlyMap<string, Run>; readonly resolve: Resolve }, depth = 0): FoundFunction | null {
  const run = runs.get(path);
  if (run === undefined || depth > LONGEST_LINE) return null;
  const info = findFunction(`${LOCAL}${name}.${method}`, run);
  if (info) return { path, info };
  for (const base of run.classes.get(name)?.bases ?? []) {
    const found = base.startsWith(LOCAL) ? { path, rest: base.slice(LOCAL.length) } : resolve(base, path);
    const inherited = found === null || found.rest === '' ? null : methodOf({ path: found.path, name: found.rest }, method, { runs, resolve }, depth + 1);
    if (inherited !== null) return inherited;
  }
  return null;
}

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
