import type { Value } from '../fold/value.js';
import { callFunction, findFunction, NONE_NAMED } from './functions.js';
import { LOCAL, type Run } from './run.js';

/** What a special method is given, and where the sign stands that calls it. */
export interface Special {
  readonly args: readonly Value[];
  readonly from: string;
  readonly line: number;
}

/** Functions of Python's own that call a method of what they are given. */
export const ASKS_OBJECT: Readonly<Record<string, readonly string[]>> = {
  str: ['__str__', '__repr__'], repr: ['__repr__'], format: ['__format__', '__str__', '__repr__'], print: ['__str__', '__repr__'], bytes: ['__bytes__', '__iter__'],
  len: ['__len__'], bool: ['__bool__', '__len__'], int: ['__int__', '__index__'], float: ['__float__'], abs: ['__abs__'], hash: ['__hash__'], iter: ['__iter__'], next: ['__next__'], list: ['__iter__', '__next__'], tuple: ['__iter__', '__next__'], reversed: ['__reversed__'],
};

/** What a sign between two things asks the left one for, and the right one where that has no answer. */
export const BY_SIGN: Readonly<Record<string, string>> = {
  '+': 'add', '-': 'sub', '*': 'mul', '/': 'truediv', '//': 'floordiv', '%': 'mod', '@': 'matmul', '|': 'or', '&': 'and', '^': 'xor', '<<': 'lshift', '>>': 'rshift', '**': 'pow',
};

/** What a comparison asks. */
export const COMPARES = ['__eq__', '__ne__', '__lt__', '__gt__', '__le__', '__ge__', '__contains__'] as const;

/** What a loop asks. */
export const ITERATES = ['__iter__', '__next__', '__getitem__', '__aiter__', '__anext__'] as const;

/** What a condition asks. */
export const IS_TRUE = ['__bool__', '__len__'] as const;

/** True for an object of a class of the file. */
export const isObject = ({ name }: Value): boolean => name !== null && name.endsWith(')') && name.startsWith(LOCAL);

/** Methods that Python calls for a sign and not by their name: `object[key]`, `object + other`, `for part in object`. Gives what the last of them gives; null where the class has none. */
export function callSpecial(object: Value, methods: readonly string[], { call, run }: { readonly call: Special; readonly run: Run }): Value | null {
  if (run.classes.size === 0 || !isObject(object)) return null;
  let result: Value | null = null;
  for (const method of methods) {
    const info = findFunction(`${object.name}.${method}`, run);
    if (info) result = callFunction(info, { ...call, named: NONE_NAMED, isMethod: true }, run);
  }
  return result;
}
