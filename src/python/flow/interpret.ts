import type { When } from '../../core/facts/source-facts.js';
import { mixed, UNKNOWN, type Value } from '../fold/value.js';
import type { SyntaxNode } from '../syntax/node.js';
import { CALLS } from './nodes/calls.js';
import { evaluateCall } from './evaluate-call.js';
import { DEFINITIONS } from './nodes/definitions.js';
import { NONE_NAMED } from './functions.js';
import { EXPRESSIONS } from './nodes/expressions.js';
import { IMPORTS } from './nodes/imports.js';
import { MOST_READINGS, newRun } from './new-run.js';
import { emptyRecording, type HandedOver } from './recording.js';
import { evaluateChildren, MAIN, newScope, readPending, TOP, type Handler, type Handlers, type Run, type Scope } from './run.js';
import { STATEMENTS } from './nodes/statements.js';

/** Expressions nested deeper than this are not followed. CPython itself refuses about 200 brackets within one another. */
export const DEEPEST = 300;
/** Nodes looked at in one file over all passes; beyond it the rest is not followed. */
export const MOST_STEPS = 8_000_000;
/** Above this depth a function is not read at its call but later. */
const DEEPEST_CALL = 120;
// Each pass carries what is known one call further; a chain of more calls than this is not followed.
const MOST_PASSES = 4;

// A Map, because a type of node could be called like a member of Object.prototype one day.
const handlers: ReadonlyMap<string, Handler> = new Map(Object.entries<Handler>({ ...STATEMENTS, ...IMPORTS, ...DEFINITIONS, ...EXPRESSIONS, ...CALLS } satisfies Handlers));

/** A finished interpretation. `cut` tells which limit was hit, if one was. */
export interface Interpretation {
  readonly run: Run;
  readonly cut: string | null;
}

/** What a node is of which only its parts have a meaning. */
const visitChildren: Handler = (node, scope, run) => mixed(evaluateChildren(node, scope, run));

const ENDS: ReadonlySet<string> = new Set(['exec', 'process', 'network', 'connect']);

/** True when there is a sink that data could still turn out to reach, or another module that may have one. */
const endsSomewhere = (run: Run): boolean => run.handed !== null || run.recording.calls.some((call) => ENDS.has(call.kind));

/** True when a file into which something of note is put could turn out to be run or sent. Only for that it matters what else a path is known by. */
const usesFiles = ({ recording: { arrivals, writes } }: Run): boolean => arrivals.length > 0 && writes.some(({ origins, of, text }) => origins.length > 0 || of !== undefined || text !== null);

/** What is known of a module from outside: which of its functions are called (a script by itself when nothing is said), and names that it finds bound. */
export interface Surroundings {
  readonly starts?: readonly string[] | undefined;
  readonly given?: ReadonlyMap<string, Value>;
  readonly outside?: (name: string) => Value | null;
  readonly handed?: ReadonlyMap<string, readonly HandedOver[]>;
  /** True to try every reading of every call, those of calls that mean nothing as well: the short way has to come to the same. */
  readonly readsAll?: boolean;
}

const nothingOutside = (): null => null;

/** The text that a module begins with, which it finds as `__doc__`. */
function docstringOf({ children: [first] }: SyntaxNode): SyntaxNode | null {
  const text = first?.type === 'expression_statement' ? first.children[0] : undefined;
  return text?.type === 'string' ? text : null;
}

/** Reads a module from top to bottom without running it, again as long as later parts tell something new about earlier ones. */
export function interpret(root: SyntaxNode, runs: When, { starts = [MAIN], given, outside = nothingOutside, handed, readsAll = false }: Surroundings = {}): Interpretation {
  let depth = 0;
  let steps = 0;
  let cut: string | null = null;
  const evaluate = (node: SyntaxNode, scope: Scope): Value => {
    steps += 1;
    if (steps > MOST_STEPS || depth > DEEPEST) {
      cut ??= depth > DEEPEST ? `expressions are nested deeper than ${DEEPEST}` : `more than ${MOST_STEPS} steps of analysis`;
      return UNKNOWN;
    }
    depth += 1;
    const value = (handlers.get(node.type) ?? visitChildren)(node, scope, run);
    depth -= 1;
    return value;
  };
  const module = newScope(null, { kind: 'module', owner: TOP, classKey: null });
  for (const [name, value] of given ?? []) module.names.set(name, value);
  const call: Run['call'] = (callee, args, { line, scope, named = NONE_NAMED }) => evaluateCall({ name: callee.name ?? '', callee, object: null, method: '', args: [...callee.bound, ...args], named, line, scope }, run);
  const run: Run = newRun({ runs, starts, readsAll, module, handed: handed ?? null, outside, evaluate, call, mayNest: () => depth < DEEPEST_CALL });
  const text = docstringOf(root);
  if (text) module.names.set('__doc__', run.evaluate(text, module));
  for (let pass = 0; pass === 0 || (pass < MOST_PASSES && (run.learned || (run.learnedPlaces && usesFiles(run))) && (run.keptPower || endsSomewhere(run))); pass += 1) {
    run.learned = false;
    run.learnedPlaces = false;
    run.asked.clear();
    run.readings.clear();
    run.readingsLeft = MOST_READINGS;
    run.recording = emptyRecording();
    evaluate(root, module);
    for (let next = run.pending.keys().next(); !next.done; next = run.pending.keys().next()) readPending(next.value, run);
  }
  return { run, cut };
}
