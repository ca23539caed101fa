import type { Value } from '../../fold/value.js';
import { isLocal } from '../attributes.js';
import type { EvaluatedCall } from '../call.js';
import { findFunction } from '../functions.js';
import type { Run } from '../run.js';
import { natureOf } from './natures.js';

/** A function that is handed to something unknown, which will most likely call it, and with what. */
export interface HandedFunction {
  readonly target: Value;
  readonly given: readonly Value[];
}

// What others call their functions that call what they are given at once, or in a moment.
const RUNS = /(?:^|[._])(?:run|spawn|start|launch|submit|go|fire|background|detach|defer|asap|in_thread|in_background|run_once|run_async|call_soon|start_soon|create_task|apply_async|map_async)$/i;

const NOWHERE: readonly Value[] = [];

const isFunction = (value: Value, run: Run): boolean => isLocal(value) && findFunction(value.name ?? '', run) !== null;

/** True where it is a function of the file, or one of Python's or a library's that ends a flow. */
const isCallable = (value: Value, run: Run): boolean => isFunction(value, run) || (value.name !== null && value.name !== '' && !isLocal(value) && natureOf(value.name, run).isSink);

const tellsMuch = (given: readonly Value[]): boolean => given.some(({ origins }) => origins.length > 0);

/**
 * By habit, `anything(function, *arguments)` calls the function with these arguments, now or in a thread; so does what is called like something that runs
 * functions, and what takes one as its `target`. Of arguments only such count that came from somewhere: tables of functions have names beside them.
 */
export function handedFunction({ name, method, callee, args, named }: EvaluatedCall, run: Run): HandedFunction | null {
  if (isLocal(callee)) return null;
  const target = named.get('target');
  if (target !== undefined && isFunction(target, run)) return { target, given: named.get('args')?.items ?? NOWHERE };
  // Some are told first how, or how long to wait.
  const at = args.slice(0, 2).findIndex((each) => isCallable(each, run));
  const first = args[at];
  if (first === undefined) return null;
  const given = args.slice(at + 1);
  return tellsMuch(given) || (isFunction(first, run) && RUNS.test(name === '' ? method : name)) ? { target: first, given } : null;
}
