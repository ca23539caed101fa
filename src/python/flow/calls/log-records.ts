import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
import { allValues, recast, type EvaluatedCall } from '../call.js';
import { toolsOf } from '../kept.js';
import type { Run } from '../run.js';
import { callSpecial } from '../special-methods.js';
import { leavesMachineBy } from './network-call.js';
import { SENDS_RECORDS } from './natures.js';

const ADDS = /^logging\.(?:(?:getLogger|Logger)\(\)|root)\.(?:add(?:Handler|Filter)|(?:handlers|filters)\.append)$/;
const TAKES = ['filter', 'handle', 'format', 'emit'] as const;

/** `getLogger().addHandler(mine)`: an object of the file is given each record from then on. */
export function noteTaker({ name }: EvaluatedCall, taker: Value, run: Run): void {
  if (taker.name === null || run.logTakers.has(taker.name) || !ADDS.test(name)) return;
  run.logTakers.add(taker.name);
  // What was logged above it may have been in a function that is called later.
  run.learned = true;
}

/** What is logged is what those objects are called with. */
export function handRecord(call: EvaluatedCall, run: Run): void {
  if (run.logTakers.size === 0) return;
  const values = allValues(call);
  const record = mixed([...values, ...values.flatMap(({ items }) => items ?? [])]);
  for (const name of run.logTakers) callSpecial(changed(UNKNOWN, { name }), TAKES, { call: { args: [record], from: call.scope.owner, line: call.line }, run });
}

const MOST_PARTS = 100;

/** All dicts in a dict, and that itself. */
function dictsIn(config: Value, run: Run): readonly ReadonlyMap<string, Value>[] {
  const all = [config];
  for (let at = 0; at < all.length && all.length < MOST_PARTS; at += 1) all.push(...[...toolsOf(all[at], run).values()].filter(({ name }) => toolsOf(changed(UNKNOWN, { name }), run).size > 0));
  return all.map((dict) => toolsOf(dict, run));
}

/** `dictConfig({"handlers": {"x": {"()": maker, …}}})`: makers and classes are called with what stands beside them. */
export function configureLogs(call: EvaluatedCall, run: Run): void {
  const { args: [config], line, scope } = call;
  for (const parts of config === undefined ? [] : dictsIn(config, run)) {
    const maker = parts.get('()') ?? parts.get('class');
    const name = maker?.name ?? maker?.text ?? null;
    if (maker === undefined || name === null) continue;
    const named = new Map([...parts].filter(([key]) => key !== '()' && key !== 'class'));
    if (SENDS_RECORDS.test(name) && leavesMachineBy(recast(call, { name, args: [], named }))) run.logsOut = true;
    if (parts.has('()')) run.call(changed(UNKNOWN, { name }), [...named.values()].slice(0, 1), { line, scope, named });
  }
}
