import { changed, UNKNOWN, type Value } from '../fold/value.js';
import { learn } from './learn.js';
import type { FunctionInfo, Run, Scope } from './run.js';

// Among what is known of the parameters of a function, by names that none of them can have.
const filled = (parameter: string): string => `<filled ${parameter}>`;

/** `def collect(found): found.append(x)`: what a function puts into a list or dict that it is given. */
export function noteFilled(name: string, { origins }: Value, { scope, run }: { readonly scope: Scope; readonly run: Run }): void {
  const info = scope.kind === 'function' ? run.functions.get(scope.owner) : undefined;
  if (info?.parameters.includes(name) !== true) return;
  info.values.set(filled(name), learn(info.values.get(filled(name)) ?? UNKNOWN, changed(UNKNOWN, { origins }), { run, isLate: run.asked.has(info.key) }));
}

/** What a function is known to put into what it is given as this parameter. */
export const putInto = ({ values }: FunctionInfo, parameter: string): Value | undefined => values.get(filled(parameter));
