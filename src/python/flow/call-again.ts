import { UNKNOWN, type Value } from '../fold/value.js';
import { textOf } from '../syntax/node.js';
import { isKnownName } from '../vocabulary/canonical.js';
import { takeArguments, type LocalCall } from './take-arguments.js';
import { isTelling } from './learn.js';
import type { FunctionInfo, Run } from './run.js';

// What helpers are written in: a few lines, called with one constant here and another there.
const LONGEST_BODY = 2_000;
const MOST_READINGS = 12;
const LONGEST_TEXT = 200;
const DEEPEST = 3;

/** What tells one argument from another: a constant, or something that means something by its name. */
function distinction({ text, number, name }: Value): string {
  if (text !== null) return `"${text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} ${text.length}` : text}"`;
  return number !== null ? `${number}` : name !== null && isTelling(name) ? name : '';
}

const distinctions = ({ args, named }: Pick<LocalCall, 'args' | 'named'>): string => [...args, ...named.values()].map(distinction).join(',');

const hasMeaning = ({ name }: Value): boolean => name !== null && isKnownName(name);

/** True where the arguments matter: something of note is done with them, or comes back, or is among them. */
const matters = ({ ends, returned: { text, name, origins } }: FunctionInfo, { args }: Pick<LocalCall, 'args'>): boolean => ends || text !== null || origins.length > 0 || (name !== null && isTelling(name)) || args.some(hasMeaning);

/** Notes what a function is read with, so that it is not read with the same again. */
function isNew(info: FunctionInfo, call: Pick<LocalCall, 'args' | 'named'>, { readings }: Run): boolean {
  const how = distinctions(call);
  if (/^,*$/.test(how)) return false;
  const known = readings.get(info.key) ?? new Set();
  if (known.size >= MOST_READINGS || known.has(how)) return false;
  readings.set(info.key, known.add(how));
  return true;
}

/** True for what is read quickly. Functions within it would be defined anew each time. */
const isShort = ({ body: { node } }: FunctionInfo): boolean => node.end - node.start <= LONGEST_BODY && !/\n\s*(?:async\s+)?def\b/.test(textOf(node));

/** Notes what a function that waits is read with first. */
export function noteFirst(info: FunctionInfo, call: Pick<LocalCall, 'args' | 'named'>, run: Run): void {
  if (matters(info, call) && isShort(info)) isNew(info, call, run);
}

/**
 * The result of a small function for these very arguments: `run("ls")` says nothing of what `run("curl … | sh")` does, and of all that a parameter has been
 * only the first text is kept. Null where nothing tells the call from one before.
 */
export function readAgain(info: FunctionInfo, call: Omit<LocalCall, 'from'>, run: Run): Value | null {
  if (run.depthAgain >= DEEPEST || !matters(info, call) || !isShort(info) || !isNew(info, call, run)) return null;
  const { returned } = info;
  const { learned, learnedPlaces } = run;
  const known = new Map(info.values);
  info.values.clear();
  takeArguments(info, call, { run, isLate: false });
  for (const [parameter, value] of known) if (!info.values.has(parameter)) info.values.set(parameter, value);
  info.returned = UNKNOWN;
  run.depthAgain += 1;
  info.body.read();
  run.depthAgain -= 1;
  const result = info.returned;
  info.returned = returned;
  info.values.clear();
  for (const [parameter, value] of known) info.values.set(parameter, value);
  // What is new in this reading is new to nobody else.
  Object.assign(run, { learned, learnedPlaces });
  return result;
}
