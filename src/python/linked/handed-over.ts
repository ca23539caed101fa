import { runsUnasked } from '../../core/context.js';
import { changed } from '../fold/value.js';
import { findFunction } from '../flow/functions.js';
import { CONSTRUCTORS } from '../flow/instances.js';
import type { HandedOver } from '../flow/recording.js';
import { LOCAL, type Run } from '../flow/run.js';
import { whenByOwner } from '../when/reach.js';
import { seenFromOutside } from './exports.js';
import { heirsOf, methodOf, type FoundFunction } from './heirs.js';
import type { Resolve } from './resolve.js';

/** What modules call of one another. */
export interface Called {
  /** By the module that is called: what its functions are given, by their keys. */
  readonly given: Map<string, Map<string, HandedOver[]>>;
  /** The same modules' functions that are called without anybody asking. */
  readonly starts: Map<string, Set<string>>;
}

// Lines of another module mean nothing here.
const LINE = 1;

function seen({ name, args, named, owner }: HandedOver, from: { readonly module: string; readonly place: number }): HandedOver {
  const here = (value: (typeof args)[number]): (typeof args)[number] => {
    const outside = seenFromOutside(value, from);
    return changed(outside, { origins: outside.origins.map((origin) => ({ ...origin, line: LINE })) });
  };
  return { name, owner, args: args.map(here), named: new Map([...named].map(([key, value]) => [key, here(value)])) };
}

interface Package {
  readonly runs: ReadonlyMap<string, Run>;
  readonly resolve: Resolve;
  readonly heirs: ReturnType<typeof heirsOf>;
}

/** `self.handle()` in a class that others inherit from: what each of those does. */
function ofHeirs(name: string, from: string, { runs, resolve, heirs }: Package): readonly FoundFunction[] {
  const [, owner = '', method = ''] = /^local:(\w+)\(\)\.(\w+)$/.exec(name) ?? [];
  return (heirs.get(`${from} ${owner}`) ?? []).flatMap((heir) => {
    const found = methodOf(heir, method, { runs, resolve });
    return found === null || found.path === from ? [] : [found];
  });
}

/** The functions of other modules that a call by this name means: one, what makes an object of a class, or those of all classes that inherit it. */
function meant(name: string, from: string, all: Package): readonly FoundFunction[] {
  if (name.startsWith(LOCAL)) return ofHeirs(name, from, all);
  const found = all.resolve(name, from);
  const target = found === null || found.path === from || found.rest === '' ? undefined : all.runs.get(found.path);
  if (found === null || target === undefined) return [];
  const rest = found.rest.replaceAll('()', '');
  const called = findFunction(`${LOCAL}${rest}`, target);
  const infos = called === null ? CONSTRUCTORS.flatMap((method) => findFunction(`${LOCAL}${rest}.${method}`, target) ?? []) : [called];
  if (infos.length > 0) return infos.map((info) => ({ path: found.path, info }));
  const [, owner = '', method = ''] = /^(\w+)\.(\w+)$/.exec(rest) ?? ['', rest, '__init__'];
  const inherited = methodOf({ path: found.path, name: owner }, method, all);
  return inherited === null || inherited.path === from ? [] : [inherited];
}

/** Finds for each call of a function of another module what that one is called with there. */
export function callsBetween(runs: ReadonlyMap<string, Run>, resolve: Resolve, places: readonly string[]): Called {
  const called: Called = { given: new Map(), starts: new Map() };
  const all = { runs, resolve, heirs: heirsOf(runs, resolve) };
  for (const [from, run] of runs) {
    const when = whenByOwner(run);
    for (const call of run.recording.handed) {
      for (const { path, info } of meant(call.name, from, all)) {
        const given = called.given.get(path) ?? new Map<string, HandedOver[]>();
        const calls = given.get(info.key) ?? [];
        calls.push(seen(call, { module: from, place: places.indexOf(from) }));
        called.given.set(path, given.set(info.key, calls));
        if (runsUnasked(when(call.owner))) called.starts.set(path, (called.starts.get(path) ?? new Set<string>()).add(info.key));
      }
    }
  }
  return called;
}
