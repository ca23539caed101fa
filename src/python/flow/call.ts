import type { Value } from '../fold/value.js';
import type { Scope } from './run.js';

/** A call with everything in it evaluated. `name` is canonical, or empty when it is not known what is called. */
export interface EvaluatedCall {
  readonly name: string;
  readonly callee: Value;
  /** The object of a method call, and the method. */
  readonly object: Value | null;
  readonly method: string;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly line: number;
  readonly scope: Scope;
}

/** The same call with other parts; written out for the reason that `changed` is, in src/python/fold/value.ts. */
export const recast = (call: EvaluatedCall, parts: Partial<EvaluatedCall>): EvaluatedCall => ({
  name: parts.name ?? call.name,
  callee: parts.callee ?? call.callee,
  object: parts.object === undefined ? call.object : parts.object,
  method: parts.method ?? call.method,
  args: parts.args ?? call.args,
  named: parts.named ?? call.named,
  line: parts.line ?? call.line,
  scope: parts.scope ?? call.scope,
});

/** Everything that a call is given. */
export const allValues = (call: EvaluatedCall): readonly Value[] => (call.named.size === 0 ? call.args : [...call.args, ...call.named.values()]);
