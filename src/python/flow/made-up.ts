import { textValue, type Value } from '../fold/value.js';
import { findFunction } from './functions.js';
import type { Run, Scope } from './run.js';
import { callSpecial } from './special-methods.js';

/** What an object gives for an attribute that it does not have: `__getattr__` is called with the name. */
export function madeUp(value: Value, attribute: string, { holder, scope, line, run }: { readonly holder: Value; readonly scope: Scope; readonly line: number; readonly run: Run }): Value | null {
  if (run.attributes.has(value.name ?? '') || findFunction(value.name ?? '', run)) return null;
  return callSpecial(holder, ['__getattr__', '__getattribute__'], { call: { args: [textValue(attribute)], from: scope.owner, line }, run });
}
