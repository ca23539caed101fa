import type { SyntaxNode } from '../syntax/node.js';
import type { EvaluatedCall } from './call.js';
import { choicesIn } from './choices.js';
import { addTo } from './containers.js';
import { putInto } from './filled-parameters.js';
import { findFunction } from './functions.js';
import type { FunctionInfo, Run } from './run.js';

/** The parameters that take what stands in the brackets, in their order. */
const placesOf = ({ parameters }: FunctionInfo, { object }: EvaluatedCall): readonly string[] => (object?.name?.endsWith(')') === true ? parameters.slice(1) : parameters);

/** `collect(found)`: whoever calls finds in his own list or dict what the function has put into it. */
export function takeFilled(call: EvaluatedCall, written: readonly SyntaxNode[], run: Run): void {
  if (!written.some(({ type }) => type === 'identifier')) return;
  for (const info of (choicesIn(call.name) ?? [call.name]).flatMap((name) => findFunction(name, run) ?? [])) {
    for (const [place, parameter] of placesOf(info, call).entries()) {
      const [part, value] = [written[place], putInto(info, parameter)];
      if (part?.type === 'identifier' && value !== undefined) addTo(part, value, { scope: call.scope, run });
    }
  }
}
