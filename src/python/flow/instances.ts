import { changed, mixed, namedValue, UNKNOWN, type Value } from '../fold/value.js';
import { TOOLBOX } from './attributes.js';
import { setAttribute } from './binding/set-attribute.js';
import type { EvaluatedCall } from './call.js';
import { mostTelling } from './choices.js';
import { fieldsOf, isTuple } from './fields.js';
import { callFunction, callMethod, findFunction } from './functions.js';
import { heldBy, keep } from './kept.js';
import { LOCAL, type Run } from './run.js';
import { noteClass, outsideBase } from './heirs-in-file.js';
import { callSpecial, isObjectElsewhere } from './special-methods.js';
import { noteFunction } from './picked-methods.js';

// What turns an object into its parts.
const TAKES_APART = /^(?:dataclasses|attrs?)\.(?:asdict|astuple)$|^(?:pickle|dill|cloudpickle|jsonpickle)\.(?:dumps|encode)$|^copy\.(?:deep)?copy$/;
/** True for the name of a function that does. */
export const takesApart = (name: string): boolean => TAKES_APART.test(name);

/** Methods that do. */
export const PARTS: ReadonlySet<string> = new Set(['json', 'dict', 'model_dump', 'model_dump_json', 'to_dict', 'to_json', '_asdict', 'serialize']);

/** All parts of an object, as `asdict(object)` or a method that its class has from elsewhere gives them. Null for any other call. */
export function partsOf(call: EvaluatedCall, run: Run): Value | null {
  const [first] = call.args;
  const whole = TAKES_APART.test(call.name) ? first : call.object !== null && PARTS.has(call.method) && call.object.name?.endsWith('()') ? call.object : undefined;
  if (!whole?.name || !(whole.name.startsWith(LOCAL) || isObjectElsewhere(whole, run)) || findFunction(call.name, run)) return null;
  // A copy of a dict has all that it holds under the same names.
  return changed(mixed([whole, heldBy(whole, run)]), { name: whole.name.startsWith(TOOLBOX) && call.name.startsWith('copy.') ? whole.name : null });
}

/** What makes an object, and what is called at its end. A class that takes its constructor from elsewhere keeps what it is given. */
export const CONSTRUCTORS = ['__init__', '__new__', '__post_init__', '__del__', '_missing_'];

/** A new object of a class of the file. */
export function created(call: EvaluatedCall, run: Run): Value {
  const given = { args: call.args, named: call.named, from: call.scope.owner, line: call.line, isMethod: true };
  const constructors = CONSTRUCTORS.flatMap((method) => findFunction(`${call.name}.${method}`, run) ?? []);
  const object = namedValue(`${call.name}()`);
  const isMade = constructors.some(({ key }) => TAKES_ALL.test(key));
  const result = isMade ? thrown(object, call, run) : filled(object, call, run);
  const made = constructors.map((constructor) => callFunction(constructor, given, run)).filter(({ name, origins }) => name === object.name && origins.length > 0);
  // `str.__new__(cls, text)`: a text of a kind of its own is made of what it says.
  return made.length === 0 ? result : changed(result, { origins: mixed([result, ...made]).origins });
}

const IS_ERROR = /(?:Error|Exception|ExceptionGroup|Exit|Interrupt|Warning)$/;

/** An error goes from where it is raised to where it is caught, with what it was made of. */
function thrown(object: Value, { name, args, named }: EvaluatedCall, run: Run): Value {
  const base = outsideBase(name.slice(LOCAL.length), run);
  return base !== null && IS_ERROR.test(base) ? changed(object, { origins: mixed([...args, ...named.values()]).origins }) : object;
}

const TAKES_ALL = /\.__(?:init|new)__$/;

/** An object that keeps what it is made with in its fields: of several, the one is known that does something. */
function filled(object: Value, { name, args, named, line, scope }: EvaluatedCall, run: Run): Value {
  const fields = fieldsOf(name, run).map((field, place) => [field, named.get(field) ?? args[place] ?? UNKNOWN] as const);
  for (const [field, value] of fields) {
    const before = run.attributes.get(`${object.name}.${field}`);
    const told = before?.text && value.text !== null ? changed(value, { text: mostTelling([value, before])?.text ?? null }) : value;
    if (value !== UNKNOWN) setAttribute(object, field, { value: told, line, scope, run });
  }
  return changed(object, { origins: mixed([...args, ...named.values()]).origins, items: isTuple(name, run) ? fields.map(([, value]) => value) : null });
}

// Methods that `with` calls.
const ENTERED = ['__enter__', '__exit__', '__aenter__', '__aexit__'];

/** `with object:` Gives what `as` is bound to; null for what no class of the file makes. */
export function entered(value: Value, where: { readonly from: string; readonly line: number }, run: Run): Value | null {
  const { name } = value;
  if (isObjectElsewhere(value, run)) return callSpecial(value, ENTERED, { call: { args: [], from: where.from, line: where.line }, run });
  if (!name?.startsWith(LOCAL)) return null;
  const [result, , later] = ENTERED.map((method) => {
    const info = findFunction(`${name}.${method}`, run);
    return info === null ? null : callMethod(info, where, run);
  });
  return result ?? later ?? null;
}

/** `type('Name', (Base,), {'run': function})` */
export function classMade(call: EvaluatedCall, tools: ReadonlyMap<string, Value>, run: Run): Value {
  const key = `<class ${call.line}>`;
  noteClass({ key, bases: (call.args[1]?.items ?? []).flatMap(({ name }) => name ?? []) }, run);
  for (const [method, tool] of tools) {
    const { name } = tool;
    const info = findFunction(name ?? '', run);
    if (info) noteFunction(`${key}.${method}`, info, run);
    // `type("Name", (), {"run": staticmethod(exec)})`
    else if (name !== null && !name.startsWith(LOCAL)) for (const holder of [`${LOCAL}${key}`, `${LOCAL}${key}()`]) keep(run, { holder, attribute: method }, tool);
  }
  return namedValue(`${LOCAL}${key}`);
}
