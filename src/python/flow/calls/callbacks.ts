import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
import { CALLS_BACK, RUNNERS, SORTERS } from '../../vocabulary/code.js';
import type { EvaluatedCall } from '../call.js';
import { mostTelling } from '../choices.js';
import { elementOf } from '../comprehensions.js';
import { withUnpacked } from '../arguments.js';
import { NONE_NAMED } from '../functions.js';
import { fewItems } from '../loops.js';
import { LOCAL, type Run } from '../run.js';
import { rebuild } from './rebuilt.js';
import { givenToWatcher } from './watched-code.js';

// They are told before when to call it, or where.
const BEHIND_ANOTHER = /(?:Timer|\.run_in_executor)$/;

/** Functions that are handed over to be called: threads, `map`, `atexit`. */
export function runnerCall(call: EvaluatedCall, run: Run): Value | null {
  const keyword = RUNNERS.get(call.name);
  if (keyword === undefined) return null;
  const place = BEHIND_ANOTHER.test(call.name) ? 1 : 0;
  const target = (keyword === null ? undefined : call.named.get(keyword)) ?? call.args[place];
  if (!target?.name) return null;
  // With one argument it goes through a list.
  if (call.name === 'iter' && call.args.length < 2) return null;
  const each = eachInTurn(call, target, run);
  if (each !== null) return each;
  const given = call.name === 'iter' ? [] : keyword === null ? call.args.slice(place + 1) : (call.named.get('args')?.items ?? call.args.slice(2));
  const options = call.named.get('kwargs');
  return calledBack(call, target, { given: elementsOf(call.name, given), named: keyword === null ? call.named : NONE_NAMED, options, run });
}

/** `map(f, (a, b))`, `reduce(f, (a, b), first)`: the calls one by one, where the list is short and written out. */
function eachInTurn(call: EvaluatedCall, target: Value, run: Run): Value | null {
  const [, list, first, ...more] = call.args;
  const items = list === undefined || more.length > 0 ? [] : fewItems(list);
  if (items.length === 0) return null;
  if (/(?:^|\.)reduce$/.test(call.name)) return (first === undefined ? items.slice(1) : items).reduce((before, item) => calledBack(call, target, { given: [before, item], run }), first ?? items[0] ?? UNKNOWN);
  if (!call.name.endsWith('map') || first !== undefined) return null;
  const results = items.map((item) => calledBack(call, target, { given: [item], run }));
  return changed(mixed(results), { items: results });
}

/** What a function is given that is called for each element of a list. */
function elementsOf(runner: string, given: readonly Value[]): readonly Value[] {
  if (/reduce$|accumulate$/.test(runner)) return [given[1] ?? UNKNOWN, given[0] === undefined ? UNKNOWN : elementOf(given[0])];
  if (runner === 'itertools.starmap') return given[0]?.items?.[0]?.items ?? given;
  return /map$|^filter$/.test(runner) ? given.map((list) => mostTelling(list.items ?? []) ?? mixed([list])) : given;
}

interface CalledBack {
  readonly given: readonly Value[];
  /** Arguments by their names: `submit(post, url, json=body)`. */
  readonly named?: ReadonlyMap<string, Value>;
  /** A dict with arguments by their names. */
  readonly options?: Value | undefined;
  readonly run: Run;
}

/** A call of a function that something else was given. */
export function calledBack({ line, scope }: EvaluatedCall, target: Value, { given, named: byName = NONE_NAMED, options, run }: CalledBack): Value {
  const before = target.boundNamed ?? NONE_NAMED;
  const bound = byName.size === 0 ? before : new Map([...before, ...byName]);
  const named = options === undefined ? bound : withUnpacked(bound, options, run);
  return run.call(target, given, { line, scope, named });
}

/** Functions that are handed over for some event, or as the key to sort by. What the call itself gives is told by its other readings. */
export function noteCallbacks(call: EvaluatedCall, run: Run): void {
  const key = SORTERS.has(call.name) ? call.named.get('key') : undefined;
  if (key?.name) calledBack(call, key, { given: [call.args[0] === undefined ? UNKNOWN : elementOf(call.args[0])], run });
  const [index, ...keywords] = CALLS_BACK.get(call.name) ?? [NOWHERE];
  const [argument, initial] = [call.named.get('argument'), call.named.get('initargs') ?? (STARTS_WITH.test(call.name) ? call.args[index + 1] : undefined)];
  const given = givenToWatcher(call.name, call.line) ?? argument?.items ?? initial?.items ?? (READS_JSON.test(call.name) ? [partOf(call.args[0])] : call.args.slice(index + 1));
  // A decoder has been told of its functions when it was made.
  const known = call.object?.boundNamed ?? NONE_NAMED;
  for (const target of [call.args[index], ...keywords.map((keyword) => call.named.get(keyword) ?? known.get(keyword))]) if (target?.name) noteResult(call, calledBack(call, target, { given: target.name.startsWith(LOCAL) && given.length === 0 ? [] : given, run }), run);
}

/** What `copyreg` is told a function for runs what that gives, as `__reduce__` does. */
const noteResult = (call: EvaluatedCall, result: Value, run: Run): void => void (call.name === 'copyreg.pickle' && rebuild(result, call, run));

// What they call first is given a row.
const STARTS_WITH = /(?:Pool|PoolExecutor)$/;

// They call it with each object that stands in what they are given.
const READS_JSON = /^json\.(?:loads?|JSONDecoder\(\)\.(?:raw_)?decode)$/;
const partOf = (data: Value | undefined): Value => (data === undefined ? UNKNOWN : mixed([data]));

const NOWHERE = -2;
