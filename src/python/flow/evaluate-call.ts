import { UNKNOWN, changed, mixed, type Value } from '../fold/value.js';
import { CALLS_BACK, RUNNERS, SORTERS } from '../vocabulary/code.js';
import { isOfNetworkModule } from '../vocabulary/network.js';
import { isLocal } from './attributes.js';
import { allValues, type EvaluatedCall } from './call.js';
import { partialCall } from './calls/bound.js';
import { FILE_METHODS, fileCall } from './calls/files.js';
import { noteFinder } from './calls/finders.js';
import { handedFunction } from './calls/habits.js';
import { noteHandedLine } from './calls/handed-lines.js';
import { iteratorCall } from './calls/iterators.js';
import { letters } from './calls/letters.js';
import { noteHandlers } from './calls/messages.js';
import { natureOf } from './calls/natures.js';
import { sealed } from './calls/sealed.js';
import { sinkCall } from './calls/sinks.js';
import { DECODING_METHODS, sourceCall } from './calls/source-calls.js';
import { askedOf, asMethod } from './calls/special-calls.js';
import { textCall } from './calls/text-calls.js';
import { choicesIn, mostTelling, oneOf } from './choices.js';
import { metaclassOf } from './class-made.js';
import { elementOf } from './comprehensions.js';
import { dynamicName, GETS_ENTRY, LISTS_ENTRIES, SETS_ENTRY } from './dynamic-names.js';
import { classOf, heirsInFile } from './heirs-in-file.js';
import { keepOwn } from './own-content.js';
import { recordCall } from './fields.js';
import { withUnpacked } from './arguments.js';
import { callFunction, findFunction, NONE_NAMED, outsideBase } from './functions.js';
import { generatorCall } from './generators.js';
import { noteInheritedCall } from './inherited-calls.js';
import { created, PARTS, partsOf } from './instances.js';
import { fewItems } from './loops.js';
import { noteLoads } from './loads.js';
import { fromOutside } from './outside.js';
import { ELSEWHERE, LOCAL, type FunctionInfo, type Run } from './run.js';

/** What a call of something unknown gives: made of what went in. */
function unknownResult(call: EvaluatedCall, run: Run): Value {
  noteHandedLine(call, run);
  const handed = handedFunction(call, run);
  if (handed !== null) calledBack(call, handed.target, { given: handed.given, run });
  const { origins, keys } = sealed(call, mixed([call.callee, ...allValues(call)]));
  const named = natureOf(call.name, run).result;
  return fromOutside(origins.length + keys.length === 0 ? named : changed(named, { origins, keys }), call.line, run);
}

const THREAD = /^(?:threading\.(?:Thread|Timer)|multiprocessing\.(?:context\.)?Process)$/;

/** `class Mine(Thread): def run(self)`: start() calls it. */
const runsInThread = (method: string, run: Run): boolean => run.classes.get(method.slice(0, method.lastIndexOf('.')))?.bases.some((base) => THREAD.test(base)) === true;

/** True where the first parameter is no argument of the call: `Class.method(object, …)` says it, and a static method has none. */
const takesObject = ({ key }: FunctionInfo, object: string, { statics, classMethods }: Run): boolean => (object.endsWith(')') ? !statics.has(key) : classMethods.has(key));

/** A method that a class of the file has from one of another package, by its name there: `self.spawn(…)` in a command of setuptools. */
function inheritedName({ object, method }: EvaluatedCall, run: Run): string | null {
  const holder = object?.name?.endsWith('()') ? object.name.slice(LOCAL.length, -2) : null;
  const base = holder === null ? null : outsideBase(holder, run);
  const name = `${base}().${method}`;
  // What a client gives is asked for more: `self.get_channel(1).send(text)`.
  return base !== null && (run.handed !== null || !natureOf(name, run).isOrdinary || isOfNetworkModule(base)) ? name : null;
}

/** A new object: the class of its class may have a say in how it is made. */
function madeObject(call: EvaluatedCall, run: Run): Value {
  const metaclass = metaclassOf(call.name.slice(LOCAL.length), run);
  const making = metaclass === null ? null : findFunction(`${metaclass}.__call__`, run);
  if (making) callFunction(making, { args: call.args, named: call.named, from: call.scope.owner, line: call.line, isMethod: true }, run);
  return created(call, run);
}

/** `self.step()` in a base is that of each heir which has one of its own. */
function noteHeirs({ object, method, scope, args, named, line }: EvaluatedCall, run: Run): void {
  const key = object?.name && scope.classKey !== null ? classOf(object.name) : null;
  for (const heir of key === null ? [] : heirsInFile(key, run)) {
    const own = run.functions.get(`${heir}.${method}`);
    if (own) callFunction(own, { args, named, from: scope.owner, line, isMethod: true }, run);
  }
}

function localCall(call: EvaluatedCall, run: Run): Value | null {
  if (!isLocal(call.callee)) return null;
  const given = { args: call.args, named: call.named, from: call.scope.owner, line: call.line };
  const info = findFunction(call.name, run);
  const isMethod = call.name.includes('.') && call.object?.name?.startsWith(LOCAL) === true;
  if (info && isMethod && call.object) keepOwn(call.object, run);
  if (isMethod) noteHeirs(call, run);
  if (info) return callFunction(info, { ...given, isMethod: isMethod && takesObject(info, call.object?.name ?? '', run) }, run);
  if (isMethod) noteInheritedCall(call, run);
  const elsewhere = isMethod ? inheritedName(call, run) : null;
  if (elsewhere !== null) return evaluateCall({ ...call, name: elsewhere, callee: changed(call.callee, { name: elsewhere }) }, run);
  const called = call.name.endsWith(')') ? findFunction(`${call.name}.__call__`, run) : null;
  if (called) return callFunction(called, { ...given, isMethod: true }, run);
  const started = call.method === 'start' && isMethod ? findFunction(`${call.object?.name ?? ''}.run`, run) : null;
  if (started !== null && runsInThread(started.key, run)) callFunction(started, { ...given, isMethod: true }, run);
  return run.classes.has(call.name.slice(LOCAL.length)) ? madeObject(call, run) : null;
}

/** One of several functions: each of them is called. */
function callOfAny(call: EvaluatedCall, names: readonly string[], run: Run): Value {
  const results = names.map((name) => evaluateCall({ ...call, name, callee: changed(call.callee, { name }) }, run));
  return oneOf(results, mixed(results));
}

/** Functions that are handed over to be called: threads, `map`, `atexit`. */
function runnerCall(call: EvaluatedCall, run: Run): Value | null {
  const keyword = RUNNERS.get(call.name);
  if (keyword === undefined) return null;
  const target = (keyword === null ? undefined : call.named.get(keyword)) ?? call.args[call.name.endsWith('Timer') ? 1 : 0];
  if (!target?.name) return null;
  // With one argument it goes through a list.
  if (call.name === 'iter' && call.args.length < 2) return null;
  const each = eachInTurn(call, target, run);
  if (each !== null) return each;
  const given = call.name === 'iter' ? [] : keyword === null ? call.args.slice(1) : (call.named.get('args')?.items ?? call.args.slice(2));
  const options = call.named.get('kwargs');
  return calledBack(call, target, { given: elementsOf(call.name, given), options, run });
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
  /** A dict with arguments by their names. */
  readonly options?: Value | undefined;
  readonly run: Run;
}

function calledBack(call: EvaluatedCall, target: Value, { given, options, run }: CalledBack): Value {
  const bound = target.boundNamed ?? NONE_NAMED;
  const named = options === undefined ? bound : withUnpacked(bound, options, run);
  return evaluateCall({ ...call, name: target.name ?? '', callee: target, object: null, method: '', args: [...target.bound, ...given], named }, run);
}

/** Functions that are handed over for some event, or as the key to sort by. What the call itself gives is told by its other readings. */
function noteCallbacks(call: EvaluatedCall, run: Run): void {
  const key = SORTERS.has(call.name) ? call.named.get('key') : undefined;
  if (key?.name) calledBack(call, key, { given: [call.args[0] === undefined ? UNKNOWN : elementOf(call.args[0])], run });
  const [index, ...keywords] = CALLS_BACK.get(call.name) ?? [NOWHERE];
  const given = call.named.get('argument')?.items ?? call.args.slice(index + 1);
  for (const target of [call.args[index], ...keywords.map((keyword) => call.named.get(keyword))]) if (target?.name) calledBack(call, target, { given: target.name.startsWith(LOCAL) && given.length === 0 ? [] : given, run });
}

const NOWHERE = -2;

function noteEvents(call: EvaluatedCall, run: Run): void {
  noteCallbacks(call, run);
  noteFinder(call, run);
  noteHandlers(call, run);
}

const METHODS_OF_NOTE: ReadonlySet<string> = new Set([...GETS_ENTRY, ...LISTS_ENTRIES, ...SETS_ENTRY, ...PARTS, '__getattribute__', '__subclasses__', ...FILE_METHODS, ...DECODING_METHODS]);

/** True for a call that has a meaning neither by its name nor by its method: most have none, and are told by two looks. */
function isOrdinary(call: EvaluatedCall, run: Run): boolean {
  if (run.readsAll || (call.named.size > 0 && call.named.has('key'))) return false;
  if (call.object !== null && (call.object.text !== null || METHODS_OF_NOTE.has(call.method))) return false;
  return natureOf(call.name, run).isOrdinary;
}

const MOST_HANDED = 1_000;

function noteHandedOver({ name, args, named, scope }: EvaluatedCall, { recording }: Run): void {
  // What an object of the file is asked for, a class that inherits from its own in another file may answer.
  const isKept = name.startsWith(LOCAL) ? name.includes('().') : name.includes('.') || name.startsWith(ELSEWHERE);
  if (isKept && recording.handed.length < MOST_HANDED) recording.handed.push({ name, args, named, owner: scope.owner });
}

/** The meaning of a call: the first of the readings that applies. */
export function evaluateCall(written: EvaluatedCall, run: Run): Value {
  const choices = choicesIn(written.name);
  if (choices !== null) return callOfAny(written, choices, run);
  const call = asMethod(written);
  const answer = generatorCall(call, run) ?? (run.classes.size === 0 ? null : askedOf(call, run));
  if (answer !== null) return answer;
  noteLoads(call, run);
  if (run.handed !== null) noteHandedOver(call, run);
  if (isOrdinary(call, run)) return localCall(call, run) ?? iteratorCall(call) ?? unknownResult(call, run);
  if (natureOf(call.name, run).handsOver) noteEvents(call, run);
  return (
    dynamicName(call, run) ?? localCall(call, run) ?? recordCall(call, run) ?? partsOf(call, run) ?? letters(call) ?? runnerCall(call, run) ?? partialCall(call) ?? sinkCall(call, run) ?? sourceCall(call, run) ?? fileCall(call, run) ?? textCall(call) ?? iteratorCall(call) ?? unknownResult(call, run)
  );
}
