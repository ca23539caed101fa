import { runsUnasked } from '../../core/context.js';
import { changed } from '../fold/value.js';
import { findFunction } from '../flow/functions.js';
import type { HandedOver } from '../flow/recording.js';
import { LOCAL, type Run } from '../flow/run.js';
import { whenByOwner } from '../when/reach.js';
import { seenFromOutside } from './exports.js';

/** What modules call of one another. */
export interface Called {
  /** By the module that is called: what its functions are given, by their keys. */
  readonly given: Map<string, Map<string, HandedOver[]>>;
  /** The same modules' functions that are called without anybody asking. */
  readonly starts: Map<string, Set<string>>;
}

// Lines of another module mean nothing here.
const LINE = 1;

function seen({ name, args, named, owner }: HandedOver, module: string): HandedOver {
  const here = (value: (typeof args)[number]): (typeof args)[number] => {
    const outside = seenFromOutside(value, module);
    return changed(outside, { origins: outside.origins.map((origin) => ({ ...origin, line: LINE })) });
  };
  return { name, owner, args: args.map(here), named: new Map([...named].map(([key, value]) => [key, here(value)])) };
}

/** Finds for each call of a function of another module what that one is called with there. */
export function callsBetween(runs: ReadonlyMap<string, Run>, resolve: (name: string, from: string) => { readonly path: string; readonly rest: string } | null): Called {
  const called: Called = { given: new Map(), starts: new Map() };
  for (const [from, run] of runs) {
    const when = whenByOwner(run);
    for (const call of run.recording.handed) {
      const found = resolve(call.name, from);
      const target = found === null || found.path === from || found.rest === '' ? undefined : runs.get(found.path);
      if (found === null || target === undefined) continue;
      const rest = found.rest.replaceAll('()', '');
      const info = findFunction(`${LOCAL}${rest}`, target) ?? findFunction(`${LOCAL}${rest}.__init__`, target);
      if (info === null) continue;
      const given = called.given.get(found.path) ?? new Map<string, HandedOver[]>();
      const calls = given.get(info.key) ?? [];
      calls.push(seen(call, from));
      called.given.set(found.path, given.set(info.key, calls));
      if (runsUnasked(when(call.owner))) called.starts.set(found.path, (called.starts.get(found.path) ?? new Set<string>()).add(info.key));
    }
  }
  return called;
}
