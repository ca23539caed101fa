import { HOLE, namedValue, type Value } from '../fold/value.js';
import { choicesIn, oneOf } from './choices.js';
import { LOCAL, type Run } from './run.js';

// Who goes through all methods of a class has a few that he means.
const MOST = 12;

/** The class of the file that something is, or is an object of; null for anything else. */
function classOfFile(name: string, { classes }: Run): string | null {
  const key = name.startsWith(LOCAL) ? name.slice(LOCAL.length).replace(/\(\)$/, '') : '';
  return classes.has(key) ? key : null;
}

/** `getattr(self, name)` for a name that is not known: each of the methods that its class has itself; null where those are many, or `object` is none of the file's. */
export function pickedMethod(object: Value, name: Value, run: Run): Value | null {
  const key = object.name === null || choicesIn(object.name) !== null || (name.text !== null && name.text !== HOLE) ? null : classOfFile(object.name, run);
  if (key === null) return null;
  const methods = [...run.functions.keys()].filter((each) => each.startsWith(`${key}.`) && !each.slice(key.length + 1).includes('.') && !each.slice(key.length + 1).startsWith('__'));
  return methods.length === 0 || methods.length > MOST ? null : oneOf(methods.map((method) => namedValue(`${object.name}${method.slice(key.length)}`)), name);
}
