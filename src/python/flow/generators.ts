import { UNKNOWN, changed, either, mixed, namedValue, stepped, type Value } from '../fold/value.js';
import type { EvaluatedCall } from './call.js';
import { elementOf } from './comprehensions.js';
import { learn } from './learn.js';
import { noteRaised } from './raised.js';
import { LOCAL, type FunctionInfo, type Run } from './run.js';

// Among the parameters of a function, by names that none of them can have: what it is sent, what it yields at each place, and the generators that it hands what it is sent on to.
const SENT = '<sent>';
const YIELD = '<yield ';
const HANDS_ON = '<from ';
const MOST_YIELDS = 40;
const LONGEST_CHAIN = 8;

const GENERATOR = `${LOCAL}<generator `;

/** True for what a call of a function gives that yields. */
export const isGenerator = ({ name }: Value): boolean => name?.startsWith(GENERATOR) === true;

const keyOf = ({ name }: Value): string => name?.slice(GENERATOR.length, name.lastIndexOf('>')) ?? '';

/** All that the function has yielded so far, place by place: in turn for whoever goes through it. */
const itemsOf = ({ values }: FunctionInfo): readonly Value[] => [...values].flatMap(([place, value]) => (place.startsWith(YIELD) ? [value] : []));

/** In coroutines of an older kind, what is waited for comes back: a reply for a request. */
const awaited = (value: Value): Value => {
  const origins = value.origins.filter(({ kind }) => kind === 'network');
  return origins.length === 0 ? UNKNOWN : changed(UNKNOWN, { origins, name: value.name });
};

/** `yield value`: the function gives a generator, and at this place it is told what the generator is sent. */
export function yielded(value: Value, { info, start, run }: { readonly info: FunctionInfo; readonly start: number; readonly run: Run }): Value {
  const place = `${YIELD}${start}>`;
  if (info.values.has(place) || info.values.size < MOST_YIELDS) info.values.set(place, value);
  const items = itemsOf(info);
  const generator = changed(mixed([value]), { name: namedValue(`${GENERATOR}${info.key}>()`).name, items });
  info.returned = changed(learn(info.returned, generator, { run, isLate: run.asked.has(info.key) }), { name: generator.name, items });
  return either(info.values.get(SENT), awaited(value));
}

/** What a generator is sent, its function gets at each place where it yields. */
function send(generator: Value, given: Value, { line, run, depth = 0 }: { readonly line: number; readonly run: Run; readonly depth?: number }): void {
  const info = run.functions.get(keyOf(generator));
  if (!info || given === UNKNOWN || depth > LONGEST_CHAIN) return;
  const sent = stepped(given, () => `sent to ${info.key}()`, line);
  info.values.set(SENT, learn(info.values.get(SENT) ?? UNKNOWN, sent, { run, isLate: !run.pending.has(info.key) }));
  for (const [place, other] of info.values) if (place.startsWith(HANDS_ON)) send(other, given, { line, run, depth: depth + 1 });
}

/** `yield from generator`: what the function is sent, that is sent. */
export function handsOn(generator: Value, { info, start, run }: { readonly info: FunctionInfo; readonly start: number; readonly run: Run }): void {
  if (!isGenerator(generator) || info.values.size >= MOST_YIELDS) return;
  info.values.set(`${HANDS_ON}${start}>`, generator);
  const sent = info.values.get(SENT);
  if (sent !== undefined) send(generator, sent, { line: info.body.node.line, run });
}

const SENDS = /^a?send$/;

/** `next(generator)`, `generator.send(value)`: what it yields. Null for any other call. */
export function generatorCall({ name, object, method, args, line }: EvaluatedCall, run: Run): Value | null {
  const [first = UNKNOWN] = args;
  if ((name === 'next' || name === 'anext') && isGenerator(first)) return elementOf(first);
  if (object === null || !isGenerator(object)) return null;
  if (SENDS.test(method)) send(object, first, { line, run });
  if (method === 'throw' || method === 'athrow') noteRaised(mixed(args), run);
  return elementOf(object);
}
