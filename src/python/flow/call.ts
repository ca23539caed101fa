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

/** Everything that a call is given. */
export const allValues = (call: EvaluatedCall): readonly Value[] => (call.named.size === 0 ? call.args : [...call.args, ...call.named.values()]);
