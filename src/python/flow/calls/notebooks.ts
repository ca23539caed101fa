import { mixed, UNKNOWN, type Value } from '../../fold/value.js';
import { allValues, recast, type EvaluatedCall } from '../call.js';
import { processCall } from './processes/process-calls.js';
import type { Run } from '../run.js';

const MAGIC = /(?:^|\.)get_ipython\(\)\.(?:run_(?:line|cell)_magic|system|system_raw|getoutput)$/;
const OF_SHELL = /^(?:sx|sc|system|!{1,2}|bash|sh|script)$/;
const OF_PYTHON = /^(?:run|load|time|timeit|prun|python3?|py)$/;

/** True for a call that tells a notebook to do what a line of it would. */
export const isMagic = (name: string): boolean => MAGIC.test(name);

/** `run_line_magic("sx", line)`, `system(line)`: lines for the shell, or for Python. */
export function magicCall(call: EvaluatedCall, { run, exec }: { readonly run: Run; readonly exec: (call: EvaluatedCall, run: Run) => Value }): Value {
  if (!call.name.endsWith('_magic')) return processCall(call, run);
  const magic = call.args[0]?.text ?? '';
  const line = recast(call, { args: [call.args.at(-1) ?? UNKNOWN] });
  if (OF_SHELL.test(magic)) return processCall(line, run);
  return OF_PYTHON.test(magic) ? exec(line, run) : mixed(allValues(call));
}
