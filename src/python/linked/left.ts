import { changed, mixed, UNKNOWN, type Origin, type Value } from '../fold/value.js';
import { isChannel } from '../flow/calls/channels.js';
import { isOwn, ownName } from '../flow/outside.js';
import type { Run } from '../flow/run.js';
import { placeOf } from './exports.js';
import type { Resolve } from './resolve.js';

/** What modules have put into the variables of others, by the path of the module and the name there. */
export type Left = ReadonlyMap<string, readonly Origin[]>;

const CHANNELS = { path: '', rest: 'any' };

const idOf = (path: string, rest: string): string => `${path} ${rest}`;

/** `state.FOUND[name] = value`, `QUEUE.append(value)`: a module of its own is often there for what the others find. */
export function leftBetween(runs: ReadonlyMap<string, Run>, resolve: Resolve): Left {
  const left = new Map<string, readonly Origin[]>();
  for (const [from, { recording }] of runs) {
    for (const { name, origins } of recording.left) {
      const found = isChannel(name) ? CHANNELS : resolve(name, from);
      if (found === null || found.path === from || found.rest === '') continue;
      const here = origins.map((origin): Origin => ({ ...origin, module: origin.module ?? from, steps: [] }));
      const id = found === CHANNELS ? name : idOf(found.path, found.rest);
      left.set(id, mixed([changed(UNKNOWN, { origins: left.get(id) ?? [] }), changed(UNKNOWN, { origins: here })]).origins);
    }
  }
  return left;
}

/** What a module exports, with what others have put into it; the dict that it holds may be known by a name of its own. */
export function withLeft(value: Value | null, { path, rest }: { readonly path: string; readonly rest: string }, left: Left): Value | null {
  const own = value?.name ? placeOf(value.name)?.rest : undefined;
  const origins = [...(left.get(idOf(path, rest)) ?? []), ...(own === undefined || own === rest ? [] : (left.get(idOf(path, own)) ?? []))];
  return origins.length === 0 ? value : changed(value ?? UNKNOWN, { origins: mixed([value ?? UNKNOWN, changed(UNKNOWN, { origins })]).origins });
}

/** What other modules than this one have left in a place that all of them know, or in a variable of this one; null for any other name. */
export function leftFor(name: string, path: string, left: Left): Value | null {
  const origins = left.get(isChannel(name) ? name : isOwn(name) ? idOf(path, ownName(name)) : '') ?? [];
  const others = origins.filter(({ module }) => module !== path);
  return others.length === 0 ? null : changed(UNKNOWN, { origins: others });
}
