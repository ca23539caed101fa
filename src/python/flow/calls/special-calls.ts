import { UNKNOWN, changed, mixed, namedValue, type Value } from '../../fold/value.js';
import { recast, type EvaluatedCall } from '../call.js';
import { keepOwn } from '../own-content.js';
import { LOCAL, type Run } from '../run.js';
import { ASKS_BESIDE, ASKS_EACH, ASKS_OBJECT, callSpecial, isObject, isObjectElsewhere } from '../special-methods.js';
import { metaclassOf } from '../class-made.js';
import { askGiven, askSubclassHook, runTests } from './given-objects.js';
import { REBUILDS, rebuild } from './rebuilt.js';
import { noteTaker } from './log-records.js';

// A name with a dot and nothing before it is that of a function within a function.
const isOfObject = (holder: string): boolean => !holder.startsWith(LOCAL) || holder.endsWith(')');

/** `send = connection.send; send(data)` is a call of the method, and so is what was imported by its name. */
export function asMethod(call: EvaluatedCall): EvaluatedCall {
  const dot = call.object === null && call.method === '' ? call.name.lastIndexOf('.') : -1;
  if (dot < 1 || !isOfObject(call.name.slice(0, dot))) return call;
  return recast(call, { object: changed(call.callee, { name: call.name.slice(0, dot), text: null, items: null, bound: UNKNOWN.bound, boundNamed: null }), method: call.name.slice(dot + 1) });
}

/** `super()` in a method: the object, as one of the class that its own class inherits from. */
function asHeir({ scope: { owner } }: EvaluatedCall, { classes }: Run): Value | null {
  const base = classes.get(owner.slice(0, Math.max(0, owner.lastIndexOf('.'))))?.bases.find((each) => each.startsWith(LOCAL));
  return base === undefined ? null : namedValue(`${base}()`);
}

/** `sorted([object, object])`: one of them is asked about the others. */
function askEach({ name, line, scope }: EvaluatedCall, list: Value, run: Run): void {
  const methods = ASKS_EACH.get(name);
  const object = methods === undefined ? undefined : list.items?.find(isObject);
  if (methods !== undefined && object !== undefined) callSpecial(object, methods, { call: { args: [UNKNOWN], from: scope.owner, line }, run });
}

const ASKS_CLASS: ReadonlyMap<string, readonly string[]> = new Map([['isinstance', ['__instancecheck__']], ['issubclass', ['__subclasscheck__']]]);

/** `isinstance(thing, Class)`: the class of the class has a say in that. */
function askClass({ name, args: [thing, asked], line, scope }: EvaluatedCall, run: Run): void {
  const metaclass = asked?.name?.startsWith(LOCAL) ? metaclassOf(asked.name.slice(LOCAL.length), run) : null;
  if (metaclass !== null) callSpecial(namedValue(`${metaclass}()`), ASKS_CLASS.get(name) ?? [], { call: { args: [thing ?? UNKNOWN], from: scope.owner, line }, run });
}

const MAKES_OBJECT = /^(?:object|type|tuple|str|bytes|int|float|list|dict)\.__new__$/;
const MAKES = '.__new__';

// What `super()` is in a class that inherits from none of the file has no name.
const makesObject = ({ name, method, scope }: EvaluatedCall): boolean => MAKES_OBJECT.test(name) || (name === '' && method === '__new__' && scope.owner.endsWith(MAKES));

/** `super().__new__(cls)` in a class that has nothing of the kind to inherit: a new object of it. */
function newObject(call: EvaluatedCall): Value | null {
  const { args, scope } = call;
  if (scope.classKey === null || !makesObject(call)) return null;
  return changed(mixed(args), { name: `${LOCAL}${scope.classKey}()`, text: args.at(-1)?.text ?? null });
}

/** What `str(object)` and the like give is what a method of the object gives; null for calls that give something of their own. */
export function askedOf(call: EvaluatedCall, run: Run): Value | null {
  if (call.name === 'super') return asHeir(call, run);
  const made = newObject(call);
  if (made !== null) {
    keepOwn(made, run);
    return made;
  }
  const [first] = call.args;
  runTests(call, run);
  askGiven(call, run);
  if (first === undefined) return null;
  askSubclassHook(call, run);
  if (ASKS_CLASS.has(call.name)) askClass(call, run);
  if (!isObject(first) && !isObjectElsewhere(first, run)) {
    askEach(call, first, run);
    return null;
  }
  const where = { call: { args: call.args.slice(1), from: call.scope.owner, line: call.line }, run };
  noteTaker(call, first, run);
  const methods = ASKS_BESIDE.get(call.name) ?? [];
  const beside = callSpecial(first, methods, where);
  if (methods.some((method) => REBUILDS.test(method))) rebuild(beside, call, run);
  return callSpecial(first, ASKS_OBJECT.get(call.name) ?? [], where);
}

