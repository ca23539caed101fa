import { changed, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';

const BINDS = /^(?:functools\.partial(?:method)?|types\.MethodType)$/;

/** `functools.partial(function, …)`: the function with what it is given already; null for every other call. */
export function partialCall(call: EvaluatedCall): Value | null {
  const [target, ...bound] = call.args;
  if (!BINDS.test(call.name) || !target?.name) return null;
  const named = call.named.size === 0 ? target.boundNamed : new Map([...(target.boundNamed ?? []), ...call.named]);
  return changed(target, { bound: [...target.bound, ...bound], boundNamed: named });
}

/** What a call is given by names, with those that functools.partial has given before. */
export const withBound = ({ boundNamed }: Value, named: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> => (boundNamed === null ? named : new Map([...boundNamed, ...named]));

