import { HOLE, namedValue, type Value } from '../fold/value.js';
import { choicesIn, oneOf } from './choices.js';
import { LOCAL, type FunctionInfo, type Run } from './run.js';

// Who goes through all methods of a class has a few that he means.
const MOST = 12;

/** Takes up a function of the file by its key, and tells the class whose method it may be; those that Python calls by themselves are picked by nobody. */
export function noteFunction(key: string, info: FunctionInfo, { functions, methods }: Run): void {
  functions.set(key, info);
  const dot = key.lastIndexOf('.');
  const [owner, name] = [key.slice(0, Math.max(0, dot)), key.slice(dot + 1)];
  const known = methods.get(owner) ?? [];
  if (owner === '' || name.startsWith('__') || known.length > MOST || known.includes(name)) return;
  known.push(name);
  methods.set(owner, known);
}

/** The class of the file that something is, or is an object of; null for anything else. */
function classOfFile(name: string, { classes }: Run): string | null {
  const key = name.startsWith(LOCAL) ? name.slice(LOCAL.length).replace(/\(\)$/, '') : '';
  return classes.has(key) ? key : null;
}

/** `getattr(self, name)` for a name that is not known: each of the methods that its class has itself; null where those are many, or `object` is none of the file's. */
export function pickedMethod(object: Value, name: Value, run: Run): Value | null {
  const key = object.name === null || choicesIn(object.name) !== null || (name.text !== null && name.text !== HOLE) ? null : classOfFile(object.name, run);
  if (key === null) return null;
  const methods = run.methods.get(key) ?? [];
  return methods.length === 0 || methods.length > MOST ? null : oneOf(methods.map((method) => namedValue(`${object.name}.${method}`)), name);
}
