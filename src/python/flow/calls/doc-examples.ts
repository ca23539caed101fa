import { UNKNOWN, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { docOf } from '../function-parts.js';
import type { Run } from '../run.js';
import { arrive, record } from './record.js';

const RUNS_EXAMPLES = /^doctest\.(?:testmod|run_docstring_examples)$/;

/** True for the names of calls that run the examples in texts about functions. */
export const runsExamples = (name: string): boolean => RUNS_EXAMPLES.test(name);

const EXAMPLE = /^[ \t]*(?:>>>|\.\.\.) ?(.*)$/gm;
const MOST_TEXTS = 200;

/** `doctest.testmod()`: examples are lines of Python like others. */
export function examplesCall(call: EvaluatedCall, run: Run): Value {
  const docs = [run.module.names.get('__doc__')?.text ?? '', ...[...run.functions.values()].slice(0, MOST_TEXTS).map(({ body }) => docOf(body.node) ?? '')];
  const code = docs.flatMap((doc) => [...doc.matchAll(EXAMPLE)].map(([, line]) => line ?? '')).join('\n');
  if (code === '') return UNKNOWN;
  record(call, 'exec', { text: null, run });
  arrive(call, 'exec', { data: [UNKNOWN], text: null, code, run });
  return UNKNOWN;
}
