import { plainText } from '../../fold/literal.js';
import { UNKNOWN, type Value } from '../../fold/value.js';
import { childAs } from '../../syntax/node.js';
import type { EvaluatedCall } from '../call.js';
import type { FunctionInfo, Run } from '../run.js';
import { arrive, record } from './record.js';

const RUNS_EXAMPLES = /^doctest\.(?:testmod|run_docstring_examples)$/;

/** True for the names of calls that run the examples in texts about functions. */
export const runsExamples = (name: string): boolean => RUNS_EXAMPLES.test(name);

const EXAMPLE = /^[ \t]*(?:>>>|\.\.\.) ?(.*)$/gm;
const MOST_TEXTS = 200;

function docOf({ body: { node } }: FunctionInfo): string {
  const [first] = childAs(node, 'body')?.children ?? [];
  const text = first?.type === 'expression_statement' ? first.children[0] : undefined;
  return text?.type === 'string' ? (plainText(text) ?? '') : '';
}

/** `doctest.testmod()`: examples are lines of Python like others. */
export function examplesCall(call: EvaluatedCall, run: Run): Value {
  const docs = [run.module.names.get('__doc__')?.text ?? '', ...[...run.functions.values()].slice(0, MOST_TEXTS).map(docOf)];
  const code = docs.flatMap((doc) => [...doc.matchAll(EXAMPLE)].map(([, line]) => line ?? '')).join('\n');
  if (code === '') return UNKNOWN;
  record(call, 'exec', { text: null, run });
  arrive(call, 'exec', { data: [UNKNOWN], text: null, code, run });
  return UNKNOWN;
}
