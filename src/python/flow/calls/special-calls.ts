import { UNKNOWN, changed, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { LOCAL, type Run } from '../run.js';
import { ASKS_OBJECT, callSpecial, isObject } from '../special-methods.js';

// A name with a dot and nothing before it is that of a function within a function.
const isOfObject = (holder: string): boolean => !holder.startsWith(LOCAL) || holder.endsWith(')');

/** `send = connection.send; send(data)` is a call of the method, and so is what was imported by its name. */
export function asMethod(call: EvaluatedCall): EvaluatedCall {
  const dot = call.object === null && call.method === '' ? call.name.lastIndexOf('.') : -1;
  if (dot < 1 || !isOfObject(call.name.slice(0, dot))) return call;
  return { ...call, object: changed(call.callee, { name: call.name.slice(0, dot), text: null, items: null, bound: UNKNOWN.bound, boundNamed: null }), method: call.name.slice(dot + 1) };
}

/** What `str(object)` and the like give is what a method of the object gives. */
export function askedOf(call: EvaluatedCall, run: Run): Value | null {
  const [first] = call.args;
  const methods = first !== undefined && isObject(first) ? ASKS_OBJECT[call.name] : undefined;
  return methods === undefined || first === undefined ? null : callSpecial(first, methods, { call: { args: call.args.slice(1), from: call.scope.owner, line: call.line }, run });
}

