import { changed, HOLE, mixed, namedValue, stepped, UNKNOWN, type Origin, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { knownOutside, leaveOutside } from '../outside.js';
import type { Run } from '../run.js';

const ENVIRONMENT = 'os.environ';
const CHANNEL = '.<channel>';

// What is only about the machine goes in and out of the environment all day: paths that are made longer, settings that are put back.
const isOfNote = ({ kind }: Origin): boolean => kind === 'credentials' || kind === 'key' || kind === 'network';

/** True for what names such a place, which is the same in all modules. */
export const isChannel = (place: string): boolean => place.endsWith(CHANNEL) || place.startsWith(`${ENVIRONMENT}[`);

/** Notes what is left somewhere under a name, for whoever asks for that name: a file that asked before is read once more. */
function leave(place: string, value: Value, run: Run): void {
  const origins = value.origins.filter(isOfNote);
  if (origins.length === 0) return;
  const before = run.attributes.get(place) ?? UNKNOWN;
  const after = mixed([before, changed(UNKNOWN, { origins })]);
  if (after.origins.length > before.origins.length && run.asked.has(place)) run.learned = true;
  run.attributes.set(place, after);
  leaveOutside(place, after, run);
}

/** What the file has left there, or another module of the package. */
function found(place: string, line: number, run: Run): Value {
  run.asked.add(place);
  return mixed([run.attributes.get(place) ?? UNKNOWN, knownOutside(place, line, run) ?? UNKNOWN]);
}

/** `os.environ[name] = value`: not every variable says what the user has set. */
export function leaveInEnvironment(holder: Value, key: string, { value, line, run }: { readonly value: Value; readonly line: number; readonly run: Run }): void {
  if (holder.name === ENVIRONMENT && key !== '' && !key.includes(HOLE)) leave(`${ENVIRONMENT}[${key}]`, stepped(value, () => `kept in $${key}`, line), run);
}

/** What the file itself has left in a variable of the environment. */
export function foundInEnvironment(key: Value | undefined, value: Value, { line, run }: { readonly line: number; readonly run: Run }): Value {
  const left = key?.text ? found(`${ENVIRONMENT}[${key.text}]`, line, run) : UNKNOWN;
  return left.origins.length === 0 ? value : changed(value, { origins: mixed([value, left]).origins });
}

const MAKES_PIPE = /^multiprocessing\.(?:connection\.)?Pipe$/;
const IS_CHANNEL = /^(?:contextvars\.ContextVar|multiprocessing\.(?:connection\.)?Pipe)\(\)$/;
const IS_QUEUE = /^(?:queue|multiprocessing|asyncio)\.\w*Queue\(\)$/;
const METHODS: ReadonlySet<string> = new Set(['set', 'send', 'send_bytes', 'get', 'recv', 'recv_bytes', 'put', 'put_nowait', 'get_nowait']);
const TAKES = /^(?:get|recv)/;

// A program has queues of pages and queues of work, and what is in one of them does not come out of another; secrets are in none.
const ofQueue = (value: Value): Value => changed(value, { origins: value.origins.filter(({ kind }) => kind === 'credentials') });

/** Notes what goes in, and gives what comes out of any such channel of the file: they are told apart by no name, since they are handed on. Null for any other call. */
export function channelCall({ name: called, object, method, args, line }: EvaluatedCall, run: Run): Value | null {
  if (MAKES_PIPE.test(called)) return changed(namedValue(`${called}()`), { items: [namedValue(`${called}()`), namedValue(`${called}()`)] });
  if (object === null || object.name === null || !METHODS.has(method)) return null;
  const { name } = object;
  const isQueue = IS_QUEUE.test(name);
  if (!isQueue && !IS_CHANNEL.test(name)) return null;
  const place = `${name}${CHANNEL}`;
  if (TAKES.test(method)) return taken(object, found(place, line, run));
  const [given = UNKNOWN] = args;
  leave(place, stepped(isQueue ? ofQueue(given) : given, () => `put into ${name}`, line), run);
  return null;
}

/** What is known of it otherwise stays so. */
const taken = (object: Value, left: Value): Value | null => (left.origins.length === 0 ? null : mixed([object, left]));
