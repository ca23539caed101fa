import { UNKNOWN, changed, namedValue, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { LOCAL, type Run } from '../run.js';
import { ASKS_BESIDE, ASKS_OBJECT, callSpecial, isObject } from '../special-methods.js';

// A name with a dot and nothing before it is that of a function within a function.
const isOfObject = (holder: string): boolean => !holder.startsWith(LOCAL) || holder.endsWith(')');

/** `send = connection.send; send(data)` is a call of the method, and so is what was imported by its name. */
export function asMethod(call: EvaluatedCall): EvaluatedCall {
  const dot = call.object === null && call.method === '' ? call.name.lastIndexOf('.') : -1;
  if (dot < 1 || !isOfObject(call.name.slice(0, dot))) return call;
  return { ...call, object: changed(call.callee, { name: call.name.slice(0, dot), text: null, items: null, bound: UNKNOWN.bound, boundNamed: null }), method: call.name.slice(dot + 1) };
}

/** `super()` in a method: the object, as one of the class that its own class inherits from. */
function asHeir({ scope: { owner } }: EvaluatedCall, { classes }: Run): Value | null {
  const base = classes.get(owner.slice(0, Math.max(0, owner.lastIndexOf('.'))))?.bases.find((each) => each.startsWith(LOCAL));
  return base === undefined ? null : namedValue(`${base}()`);
}

/** What `str(object)` and the like give is what a method of the object gives; null for calls that give something of their own. */
export function askedOf(call: EvaluatedCall, run: Run): Value | null {
  if (call.name === 'super') return asHeir(call, run);
  const [first] = call.args;
  if (first === undefined || !isObject(first)) return null;
  const where = { call: { args: call.args.slice(1), from: call.scope.owner, line: call.line }, run };
  callSpecial(first, ASKS_BESIDE.get(call.name) ?? [], where);
  return callSpecial(first, ASKS_OBJECT.get(call.name) ?? [], where);
}

