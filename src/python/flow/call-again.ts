import { changed, UNKNOWN, type Value } from '../fold/value.js';
import { isKnownName } from '../vocabulary/canonical.js';
import { commandTraits } from '../vocabulary/commands.js';
import { MOST_READINGS } from './new-run.js';
import { takeArguments, type LocalCall } from './take-arguments.js';
import { isTelling } from './learn.js';
import type { FunctionInfo, Run } from './run.js';
import { isShort } from './short-code.js';

const MOST_RESULTS = 40;
const LONGEST_TEXT = 200;
const DEEPEST = 3;

/** What tells one argument from another: a constant, where it came from, or something that means something by its name. */
function distinction({ text, number, name, origins }: Value): string {
  const from = origins.map(({ kind, line }) => `${kind} ${line}`).join(' ');
  if (text !== null) return `${from}"${text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} ${text.length}` : text}"`;
  return number !== null ? `${from}${number}` : name !== null && isTelling(name) ? `${from}${name}` : from;
}

const distinctions = ({ args, named }: Pick<LocalCall, 'args' | 'named'>): string => [...args, ...named.values()].map(distinction).join(',');

const hasMeaning = ({ name }: Value): boolean => name !== null && isKnownName(name);

/** True where the arguments matter: something of note is done with them, or comes back, or is among them. */
const matters = ({ ends, returned: { text, name, origins } }: FunctionInfo, { args }: Pick<LocalCall, 'args'>): boolean => ends || text !== null || origins.length > 0 || (name !== null && isTelling(name)) || args.some(hasMeaning);

/** What a function has given so far in this pass, by what it was called with. */
function resultsOf({ key }: FunctionInfo, { readings }: Run): Map<string, Value> {
  const known = readings.get(key) ?? new Map<string, Value>();
  readings.set(key, known);
  return known;
}

/** Notes what a function that has waited for its first call gives for that. */
export function noteFirst(info: FunctionInfo, call: Pick<LocalCall, 'args' | 'named'>, run: Run): void {
  if (matters(info, call) && isShort(info.body.node)) resultsOf(info, run).set(distinctions(call), info.returned);
}

const hasRoom = (results: ReadonlyMap<string, Value>, { readingsLeft }: Run): boolean => results.size < MOST_RESULTS && readingsLeft > 0;

/** True for a command that does something: nobody hides that behind a thousand others that do nothing. */
const isUrgent = ({ args, named }: Pick<LocalCall, 'args' | 'named'>, { readingsLeft }: Run): boolean =>
  readingsLeft > -MOST_READINGS && [...args, ...named.values()].some(({ text }) => text !== null && [...commandTraits(text)].some((trait) => trait !== 'build-tool'));

/**
 * The result of a small function for these very arguments: `run("ls")` says nothing of what `run("curl … | sh")` does, and what one caller hands over is not
 * what another one gets back. Null where the function is not worth it, or was read very often.
 */
export function readAgain(info: FunctionInfo, call: Omit<LocalCall, 'from'>, run: Run): Value | null {
  if (run.depthAgain >= DEEPEST || !matters(info, call) || !isShort(info.body.node)) return null;
  const how = distinctions(call);
  if (/^,*$/.test(how) && info.returned.origins.length === 0) return null;
  const results = resultsOf(info, run);
  const known = results.get(how);
  if (known !== undefined) return known;
  if (!hasRoom(results, run) && !isUrgent(call, run)) return null;
  run.readingsLeft -= 1;
  // A function that calls itself finds this.
  results.set(how, info.returned);
  const result = resultFor(info, call, run);
  results.set(how, result);
  return result;
}

function resultFor(info: FunctionInfo, call: Omit<LocalCall, 'from'>, run: Run): Value {
  const { returned } = info;
  const { learned, learnedPlaces } = run;
  const values = [...info.values];
  info.values.clear();
  takeArguments(info, call, { run, isLate: false });
  for (const [parameter, value] of values) if (!info.values.has(parameter) && !info.defaults.has(parameter)) info.values.set(parameter, changed(value, { origins: UNKNOWN.origins }));
  info.returned = UNKNOWN;
  run.depthAgain += 1;
  info.body.read();
  run.depthAgain -= 1;
  const result = info.returned;
  info.returned = returned;
  info.values.clear();
  for (const [parameter, value] of values) info.values.set(parameter, value);
  // What is new in this reading is new to nobody else.
  Object.assign(run, { learned, learnedPlaces });
  return result;
}
