import type { Value } from '../fold/value.js';
import { callFunction, findFunction, NONE_NAMED } from './functions.js';
import { handOver, knownOutside } from './outside.js';
import { LOCAL, type Run } from './run.js';

/** What a special method is given, and where the sign stands that calls it. */
export interface Special {
  readonly args: readonly Value[];
  readonly from: string;
  readonly line: number;
}

// A Map, because a function could be called like a member of Object.prototype.
const named = (methods: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> => new Map(Object.entries(methods));

/** Functions of Python's own that give what a method of their first argument gives. */
export const ASKS_OBJECT: ReadonlyMap<string, readonly string[]> = named({
  str: ['__str__', '__repr__'], repr: ['__repr__'], ascii: ['__repr__'], format: ['__format__', '__str__', '__repr__'], print: ['__str__', '__repr__'], bytes: ['__bytes__', '__iter__'],
  len: ['__len__'], bool: ['__bool__', '__len__'], int: ['__int__', '__index__'], float: ['__float__'], complex: ['__complex__'], abs: ['__abs__'], round: ['__round__'], divmod: ['__divmod__'], dir: ['__dir__'], hash: ['__hash__'], iter: ['__iter__'], next: ['__next__'], list: ['__iter__', '__next__'], tuple: ['__iter__', '__next__'], reversed: ['__reversed__'],
});

const ITERATED = ['__iter__', '__next__', '__hash__'] as const;
const REDUCED = ['__reduce_ex__', '__reduce__'] as const;
const LOGS = ['emit', 'handle', 'format'] as const;

const COMPARED = ['__lt__', '__gt__'] as const;

/** Functions that ask so what they are given in a list: `sorted([object, object])`. */
export const ASKS_EACH: ReadonlyMap<string, readonly string[]> = named({ sorted: COMPARED, min: COMPARED, max: COMPARED, set: ['__hash__'], frozenset: ['__hash__'], sum: ['__radd__', '__add__'], 'heapq.heapify': COMPARED });

/** Those that call a method on the way to something else, at once or with every message from then on. */
export const ASKS_BESIDE: ReadonlyMap<string, readonly string[]> = named({
  set: ITERATED, frozenset: ITERATED, dict: ['keys', ...ITERATED], sum: ITERATED, any: ITERATED, all: ITERATED, enumerate: ITERATED, zip: ITERATED, sorted: ITERATED,
  'copy.copy': ['__copy__', ...REDUCED], 'copy.deepcopy': ['__deepcopy__', ...REDUCED], 'pickle.dumps': ['__getstate__', ...REDUCED],
  open: ['__fspath__'], 'os.fspath': ['__fspath__'], 'os.path.join': ['__fspath__'], 'pathlib.Path': ['__fspath__'],
  'logging.getLogger().addHandler': LOGS, 'logging.root.addHandler': LOGS, 'logging.getLogger().handlers.append': LOGS, 'logging.root.handlers.append': LOGS, 'logging.getLogger().addFilter': ['filter'], 'logging.root.addFilter': ['filter'],
});

/** What a sign between two things asks the left one for, and the right one where that has no answer. */
export const BY_SIGN: Readonly<Record<string, string>> = {
  '+': 'add', '-': 'sub', '*': 'mul', '/': 'truediv', '//': 'floordiv', '%': 'mod', '@': 'matmul', '|': 'or', '&': 'and', '^': 'xor', '<<': 'lshift', '>>': 'rshift', '**': 'pow',
};

/** What a sign before a thing asks it for. */
export const BEFORE: Readonly<Record<string, string>> = { '-': '__neg__', '+': '__pos__', '~': '__invert__' };

/** What a field of an f-string asks. */
export const IS_WRITTEN = ['__format__', '__str__', '__repr__'] as const;

/** What a comparison asks. */
export const COMPARES = ['__eq__', '__ne__', '__lt__', '__gt__', '__le__', '__ge__', '__contains__'] as const;

/** What a loop asks. */
export const ITERATES = ['__iter__', '__next__', '__getitem__', '__aiter__', '__anext__'] as const;

/** What a condition asks. */
export const IS_TRUE = ['__bool__', '__len__'] as const;

/** True for an object of a class of the file. */
export const isObject = ({ name }: Value): boolean => name !== null && name.endsWith(')') && name.startsWith(LOCAL);

const IS_OBJECT_ELSEWHERE = /^(?!local:).*\w\(\)$/s;

/** True for an object of a class that another module of the package defines. */
export const isObjectElsewhere = ({ name }: Value, run: Run): boolean => run.handed !== null && name !== null && IS_OBJECT_ELSEWHERE.test(name) && run.outside(name.slice(0, -2)) !== null;

/** What such an object gives; its module is told what it is given. */
function calledElsewhere({ name }: Value, methods: readonly string[], { call, run }: { readonly call: Special; readonly run: Run }): Value | null {
  let result: Value | null = null;
  for (const method of methods) {
    handOver({ name: `${name}.${method}`, args: call.args, named: NONE_NAMED, owner: call.from }, run);
    result ??= knownOutside(`${name}.${method}()`, call.line, run);
  }
  return result;
}

/** Methods that Python calls for a sign and not by their name: `object[key]`, `object + other`, `for part in object`. Gives what the last of them gives; null where the class has none. */
export function callSpecial(object: Value, methods: readonly string[], { call, run }: { readonly call: Special; readonly run: Run }): Value | null {
  if (isObjectElsewhere(object, run)) return calledElsewhere(object, methods, { call, run });
  if (run.classes.size === 0 || !isObject(object)) return null;
  let result: Value | null = null;
  for (const method of methods) {
    const info = findFunction(`${object.name}.${method}`, run);
    if (info) result = callFunction(info, { args: call.args, named: NONE_NAMED, isMethod: true, from: call.from, line: call.line }, run);
  }
  return result;
}
