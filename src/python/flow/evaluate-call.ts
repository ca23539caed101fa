import { FROM_ADDRESS } from '../../core/facts/source-facts.js';
import { changed, either, from, mergeOrigins, mixed, UNKNOWN, type Value } from '../fold/value.js';
import { isOfNetworkModule } from '../vocabulary/network/modules.js';
import { isLocal } from './attributes.js';
import { allValues, recast, type EvaluatedCall } from './call.js';
import { partialCall } from './calls/bound.js';
import { channelCall } from './calls/channels.js';
import { FILE_METHODS, fileCall } from './calls/files.js';
import { noteFinder } from './calls/finders.js';
import { foundLine } from './calls/found-lines.js';
import { handedFunction } from './calls/habits.js';
import { noteHandedLine } from './calls/handed-lines.js';
import { iteratorCall } from './calls/iterators.js';
import { letters } from './calls/letters.js';
import { noteHandlers, noteReplyHooks } from './calls/messages.js';
import { natureOf } from './calls/natures.js';
import { fetchesByName } from './calls/network-call.js';
import { replacingCall } from './calls/replaces.js';
import { sealed } from './calls/sealed.js';
import { sinkCall } from './calls/sinks.js';
import { DECODING_METHODS, sourceCall } from './calls/source-calls.js';
import { askedOf, asMethod } from './calls/special-calls.js';
import { textCall } from './calls/text-calls.js';
import { choicesIn, oneOf } from './choices.js';
import { metaclassOf } from './class-made.js';
import { COPIES, dynamicName, GETS_ENTRY, LISTS_ENTRIES, SETS_ENTRY } from './dynamic-names.js';
import { classOf, heirsInFile, outsideBases } from './heirs-in-file.js';
import { keepOwn } from './own-content.js';
import { recordCall } from './fields.js';
import { callFunction, findFunction } from './functions.js';
import { generatorCall } from './generators.js';
import { heldBy } from './kept.js';
import { noteInheritedCall } from './inherited-calls.js';
import { created, PARTS, partsOf } from './instances.js';
import { noteLoads } from './loads.js';
import { fromOutside, handOver, knownOutside } from './outside.js';
import { ELSEWHERE, LOCAL, type FunctionInfo, type Run } from './run.js';
import { callSpecial, isObjectElsewhere } from './special-methods.js';
import type { LocalCall } from './take-arguments.js';
import { runnerCall, calledBack, noteCallbacks } from './calls/callbacks.js';

/** What a call of something unknown gives: made of what went in. */
function unknownResult(call: EvaluatedCall, run: Run): Value {
  noteHandedLine(call, run);
  if (call.method === 'add_done_callback' && call.object !== null && call.args[0]?.name) calledBack(call, call.args[0], { given: [call.object], run });
  const handed = handedFunction(call, run);
  if (handed !== null) calledBack(call, handed.target, { given: handed.given, run });
  const { origins, keys } = foundLine(call, sealed(call, mixed([call.callee, ...allValues(call)])));
  const named = natureOf(call.name, run).result;
  const made = origins.length + keys.length === 0 ? named : changed(named, { origins, keys });
  return fromOutside(fetchesByName(call) ? from(made, { kind: 'network', name: `${call.name}${FROM_ADDRESS}`, line: call.line }) : made, call.line, run);
}

const THREAD = /^(?:threading\.(?:Thread|Timer)|multiprocessing\.(?:context\.)?Process)$/;

/** `class Mine(Thread): def run(self)`: start() calls it. */
const runsInThread = (method: string, run: Run): boolean => run.classes.get(method.slice(0, method.lastIndexOf('.')))?.bases.some((base) => THREAD.test(base)) === true;

/** True where the first parameter is no argument of the call: `Class.method(object, …)` says it, and a static method has none. */
const takesObject = ({ key }: FunctionInfo, object: string, { statics, classMethods }: Run): boolean => (object.endsWith(')') ? !statics.has(key) : classMethods.has(key));

/** A method that a class of the file has from one of another package, by its names there: `self.spawn(…)` in a command of setuptools. */
function inheritedNames({ object, method }: EvaluatedCall, run: Run): readonly string[] {
  const holder = object?.name?.endsWith('()') ? object.name.slice(LOCAL.length, -2) : null;
  const bases = holder === null ? [] : outsideBases(holder, run);
  // What a client gives is asked for more: `self.get_channel(1).send(text)`.
  return bases.filter((base) => run.handed !== null || !natureOf(`${base}().${method}`, run).isOrdinary || isOfNetworkModule(base)).map((base) => `${base}().${method}`);
}

/** A new object: the class of its class may have a say in how it is made. */
function madeObject(call: EvaluatedCall, run: Run): Value {
  const metaclass = metaclassOf(call.name.slice(LOCAL.length), run);
  const making = metaclass === null ? null : findFunction(`${metaclass}.__call__`, run);
  if (making) callFunction(making, { args: call.args, named: call.named, from: call.scope.owner, line: call.line, isMethod: true }, run);
  return created(call, run);
}

/** `self.step()` in a base is that of each heir which has one of its own: what any of them gives, or null where there are none. */
function givenByHeirs({ object, method, scope, args, named, line }: EvaluatedCall, run: Run): Value | null {
  const key = object?.name && scope.classKey !== null ? classOf(object.name) : null;
  let given: Value | null = null;
  for (const heir of key === null ? [] : heirsInFile(key, run)) {
    const own = run.functions.get(`${heir}.${method}`);
    if (own) given = either(given ?? undefined, callFunction(own, { args, named, from: scope.owner, line, isMethod: true }, run));
  }
  return given;
}

/** What that gives; a client sends what is kept in it along. */
function ofBase(call: EvaluatedCall, name: string, run: Run): Value {
  const origins = mergeOrigins([call.callee, isOfNetworkModule(name) && call.object ? heldBy(call.object, run) : UNKNOWN]);
  return evaluateCall(recast(call, { name, callee: changed(call.callee, { name, origins }) }), run);
}

function localCall(call: EvaluatedCall, run: Run): Value | null {
  if (!isLocal(call.callee)) return null;
  const given = (isMethod: boolean): LocalCall => ({ args: call.args, named: call.named, isMethod, from: call.scope.owner, line: call.line });
  const info = findFunction(call.name, run);
  const isMethod = call.name.includes('.') && call.object?.name?.startsWith(LOCAL) === true;
  if (info && isMethod && call.object) keepOwn(call.object, run);
  const heirs = isMethod ? (givenByHeirs(call, run) ?? (run.handed === null ? null : knownOutside(`${call.name}()`, call.line, run))) : null;
  if (info) return either(heirs ?? undefined, callFunction(info, given(isMethod && takesObject(info, call.object?.name ?? '', run)), run));
  if (isMethod) noteInheritedCall(call, run);
  const elsewhere = isMethod ? inheritedNames(call, run).map((name) => ofBase(call, name, run)) : [];
  if (elsewhere.length > 0) return oneOf(elsewhere, elsewhere.length === 1 ? (elsewhere[0] ?? UNKNOWN) : mixed(elsewhere));
  const called = call.name.endsWith(')') ? findFunction(`${call.name}.__call__`, run) : null;
  if (called) return callFunction(called, given(true), run);
  const started = call.method === 'start' && isMethod ? findFunction(`${call.object?.name ?? ''}.run`, run) : null;
  if (started !== null && runsInThread(started.key, run)) callFunction(started, given(true), run);
  return run.classes.has(call.name.slice(LOCAL.length)) ? madeObject(call, run) : heirs;
}

/** One of several functions: each of them is called. */
function callOfAny(call: EvaluatedCall, names: readonly string[], run: Run): Value {
  const results = names.map((name) => evaluateCall(recast(call, { name, callee: changed(call.callee, { name }) }), run));
  return oneOf(results, changed(mixed(results), { text: sameText(results) }));
}

/** A method of text says the same of whatever it may be called on. */
const sameText = ([first, ...more]: readonly Value[]): string | null => (first !== undefined && more.every(({ text }) => text === first.text) ? first.text : null);

function noteEvents(call: EvaluatedCall, run: Run): void {
  noteCallbacks(call, run);
  noteFinder(call, run);
  noteHandlers(call, run);
}

const METHODS_OF_NOTE: ReadonlySet<string> = new Set([...GETS_ENTRY, ...LISTS_ENTRIES, ...SETS_ENTRY, COPIES, ...PARTS, '__getattribute__', '__subclasses__', ...FILE_METHODS, ...DECODING_METHODS]);

/** True for a call that has a meaning neither by its name nor by its method: most have none, and are told by two looks. */
function isOrdinary(call: EvaluatedCall, run: Run): boolean {
  if (run.readsAll || (call.named.size > 0 && call.named.has('key'))) return false;
  if (call.object !== null && (call.object.text !== null || call.object.name === '__file__' || METHODS_OF_NOTE.has(call.method))) return false;
  return natureOf(call.name, run).isOrdinary;
}

function noteHandedOver({ name, args, named, scope }: EvaluatedCall, run: Run): void {
  // What an object of the file is asked for, a class that inherits from its own in another file may answer.
  const isKept = name.startsWith(LOCAL) ? name.includes('().') : name.includes('.') || name.startsWith(ELSEWHERE);
  if (isKept) handOver({ name, args, named, owner: scope.owner }, run);
}

/** The meaning of a call: the first of the readings that applies. */
export function evaluateCall(written: EvaluatedCall, run: Run): Value {
  const choices = choicesIn(written.name);
  if (choices !== null) return callOfAny(written, choices, run);
  const call = asMethod(written);
  const answer = generatorCall(call, run) ?? (run.classes.size === 0 && run.handed === null ? null : askedOf(call, run));
  if (answer !== null) return answer;
  const carried = replacingCall(call, run) ?? channelCall(call, run);
  if (carried !== null) return carried;
  noteLoads(call, run);
  noteReplyHooks(call, run);
  if (run.handed !== null) noteHandedOver(call, run);
  const called = !isObjectElsewhere(call.callee, run) ? null : callSpecial(call.callee, ['__call__'], { call: { args: call.args, from: call.scope.owner, line: call.line }, run });
  if (called !== null) return called;
  if (isOrdinary(call, run)) return localCall(call, run) ?? iteratorCall(call) ?? unknownResult(call, run);
  if (natureOf(call.name, run).handsOver) noteEvents(call, run);
  return (
    dynamicName(call, run) ?? localCall(call, run) ?? recordCall(call, run) ?? partsOf(call, run) ?? letters(call) ?? runnerCall(call, run) ?? partialCall(call) ?? sinkCall(call, run) ?? sourceCall(call, run) ?? fileCall(call, run) ?? textCall(call, run) ?? iteratorCall(call) ?? unknownResult(call, run)
  );
}
