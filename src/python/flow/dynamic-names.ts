import { HOLE, UNKNOWN, changed, mergeOrigins, mixed, namedValue, textValue, type Value } from '../fold/value.js';
import { dedented } from '../fold/text-methods.js';
import { canonicalName } from '../vocabulary/canonical.js';
import { IMPORTERS } from '../vocabulary/code.js';
import { bindName } from './binding/bind-name.js';
import { setAttribute } from './binding/set-attribute.js';
import type { EvaluatedCall } from './call.js';
import { functionPart } from './function-parts.js';
import { findFunction, NONE_NAMED } from './functions.js';
import { classMade } from './instances.js';
import { MOST_ITEMS } from './loops.js';
import { heirsInFile } from './heirs-in-file.js';
import { heldBy, isTable, toolsOf } from './kept.js';
import { ALL_NAMES, attributeOf, entryOf, fileOf, isLocal, SPEC, THIS_MODULE, TOOLBOX } from './attributes.js';
import { LOCAL, type Run } from './run.js';
import { noteName } from './calls/sinks.js';
import { madeUp } from './made-up.js';
import { pickedMethod } from './picked-methods.js';
import { isObject } from './special-methods.js';
import { addTool, isTool } from './toolbox.js';

export const GETS_ENTRY: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault', '__getitem__']);

/** Methods of a dict after which it holds what they are given, under its name. */
export const SETS_ENTRY: ReadonlySet<string> = new Set(['update', '__setitem__', 'setdefault']);

/** `globals().update(name=value)`: names of the module are bound in other words. */
function setEntries({ object, method, args, named, scope }: EvaluatedCall, run: Run): void {
  const [first, second] = args;
  if (object && method !== 'update' && second) addTool(object, first?.text ?? null, { value: second, run });
  if (object && method === 'update') for (const [key, value] of [...named, ...toolsOf(first, run)]) addTool(object, key, { value, run });
  if (object?.name !== ALL_NAMES) return;
  if (method !== 'update' && first?.text && second) bindName(first.text, second, run.module);
  if (method !== 'update') return;
  for (const [name, value] of [...named, ...toolsOf(first, run)]) bindName(name, value, scope.kind === 'class' ? scope : run.module);
}

export const LISTS_ENTRIES: ReadonlySet<string> = new Set(['values', 'items']);

/** Gives another dict that holds the same. */
export const COPIES = 'copy';

/** What a dict holds, any of it and then one by one: `for name, function in tools.items()`. What is decoded into an object is not what every attribute of it holds. */
function entriesOf(tools: Value, method: string, run: Run): Value {
  const held = heldBy(tools, run);
  const fetched = tools.origins.filter(({ kind }) => kind !== 'decoder' && kind !== 'shipped');
  const any = fetched.length === 0 ? held : changed(held, { origins: mergeOrigins([held, changed(tools, { origins: fetched })]) });
  const entry = (key: Value, value: Value): Value => (method === 'values' ? value : changed(value, { name: null, items: [key, value] }));
  const each = [...toolsOf(tools, run)].map(([key, value]) => entry(textValue(key), value));
  return changed(mixed([tools]), { items: [entry(UNKNOWN, any), ...(each.length < MOST_ITEMS ? each : [])] });
}

/** With a list of names from it, `__import__` gives the module itself and not the package that it is in. */
const gives = ({ args, named }: EvaluatedCall): boolean => named.has('fromlist') || args.length > 3;

const SUBCLASSES = '__subclasses__';

/** `Base.__subclasses__()` */
const heirsOf = (name: string, run: Run): Value => changed(UNKNOWN, { items: heirsInFile(name.slice(LOCAL.length), run).map((key) => namedValue(`${LOCAL}${key}`)) });

const IS_MODULE = /^[a-z_]\w*(?:\.[a-z_]\w*)*$/i;
const FINDS_FILE = /^inspect\.get(?:source|abs)?file$/;

// In a class that has a say in its attributes itself, `object` is asked for those that are really there.
const GETS_BY_NAME = /^(?:getattr|(?:object|type)\.__getattribute__)$/;
const SETS_BY_NAME = /^(?:setattr|(?:object|type)\.__setattr__)$/;

// Whoever calls what they give calls the function that they are given.
const GIVES_FUNCTION: ReadonlySet<string> = new Set(['staticmethod', 'classmethod', 'functools.update_wrapper']);

/** A row that is given in case there is no such attribute is what is taken apart afterwards. */
const orDefault = (found: Value, given: Value | undefined): Value => (given?.items && found.items === null ? changed(found, { items: given.items }) : found);

/** A text that is given in case there is no such entry is one of those that it may be. */
const orText = (found: Value | null, given: Value | undefined): Value | null => (found !== null && given !== undefined && given.text !== null && found.text === null && found.name === null ? changed(found, { text: given.text }) : found);

/** A function, or a dict, that is given in case there is no such entry is what is called, or asked, then; what is found is still out of the same dict, unless that is one of settings. */
const orFunction = (found: Value | null, given: Value | undefined, dict: Value): Value | null =>
  given !== undefined && isTool(given) && (!found?.name || found.name.startsWith(TOOLBOX)) ? changed(given, { origins: found?.origins ?? mergeOrigins([changed(dict, { origins: dict.origins.filter(({ kind }) => kind !== 'shipped') }), given]) }) : found;

// What such a module is asked for by a name that came from elsewhere may be any of its functions: the one that does most.
const POWERS: ReadonlyMap<string, string> = new Map([['os', 'os.system'], ['subprocess', 'subprocess.run'], ['builtins', 'exec']]);

// Before the name of a module, among the keys of what dir() lists of it: one of these that nobody spells is picked for what it is called like.
const NAMES_OF = 'names of ';

const comesFromNetwork = ({ origins }: Value): boolean => origins.some(({ kind }) => kind === 'network');

/** `getattr(os, reply["call"])(reply["with"])`; a module that is named by somebody else as well can be any, such as the one with `exec` in it. */
function pickedPower(module: Value, name: Value): Value | null {
  const power = comesFromNetwork(name) || name.keys.includes(`${NAMES_OF}${module.name}`) ? POWERS.get(module.name ?? '') : undefined;
  return power === undefined ? null : changed(mixed([name]), { name: power });
}

/** `methodcaller(name, *given)(object)` */
function calledMethod({ callee, args, line, scope }: EvaluatedCall, run: Run): Value {
  const object = args.at(-1) ?? UNKNOWN;
  return run.call(attributeOf(object, callee.text ?? '', { line, run }), args.slice(0, -1), { line, scope, named: callee.boundNamed ?? NONE_NAMED });
}

/** `attrgetter("a.b")(object)`, `itemgetter(key)(dict)`, `methodcaller("name", *given)(object)`, `getitem(dict, key)`: signs of the language as functions. */
function byOperator(call: EvaluatedCall, run: Run): Value | null {
  const [first, second] = call.args;
  if (call.name === 'operator.attrgetter' && first?.text) return changed(namedValue('operator.attrgetter()'), { text: first.text });
  if (call.name === 'operator.methodcaller' && first?.text) return changed(namedValue(`${call.name}()`), { text: first.text, bound: call.args.slice(1), boundNamed: call.named });
  if (call.name === 'operator.methodcaller()' && call.callee.text !== null) return calledMethod(call, run);
  if (call.name === 'operator.itemgetter' && first) return changed(first, { name: `${call.name}()` });
  if (call.name === 'operator.itemgetter()' && first) return entryOf(first, call.callee, { scope: call.scope, line: call.line, run });
  if (call.name === 'operator.getitem' && first) return entryOf(first, second, { scope: call.scope, line: call.line, run });
  if (call.name === 'operator.attrgetter()' && first && call.callee.text !== null) return attributeOf(first, call.callee.text, { line: call.line, run });
  return null;
}

// It looks for the name elsewhere then, and is not asked again.
const IS_ASKED = /\.__getattr(?:ibute)?__$/;

/** `getattr(object, "name")`: the class may have a say in what its objects give for names that they do not have. */
function askedByName({ args: [holder = UNKNOWN, name], scope, line }: EvaluatedCall, run: Run): Value {
  const attribute = name?.text ?? '';
  const value = attributeOf(holder, attribute, { line, run });
  return (isObject(holder) && !IS_ASKED.test(scope.owner) ? madeUp(value, attribute, { holder, scope, line, run }) : null) ?? value;
}

/** `getattr`, `__import__`, `globals` and the like: names that are put together at run time. */
export function dynamicName(call: EvaluatedCall, run: Run): Value | null {
  const [first, second] = call.args;
  if (call.name === 'getattr' && first?.name && !isLocal(first) && second && second.origins.length > 0) noteName(call, second, run);
  if (IMPORTERS.has(call.name) && first && first.origins.length > 0) noteName(call, first, run);
  if (GETS_BY_NAME.test(call.name) && first && second?.text) return orDefault(askedByName(call, run), call.args[2]);
  if (call.name === 'getattr' && first && second) {
    const picked = pickedMethod(first, second, run) ?? pickedPower(first, second);
    if (picked !== null) return picked;
  }
  if (call.method === '__getattribute__' && call.object && first?.text) return attributeOf(call.object, first.text, { line: call.line, run });
  if (IMPORTERS.has(call.name) && first?.name === '__name__') return namedValue(THIS_MODULE);
  if (IMPORTERS.has(call.name) && first?.text && !first.text.includes(HOLE)) {
    run.recording.imports.push({ name: first.text, line: call.line, owner: call.scope.owner });
    // __import__('a.b') gives a, import_module('a.b') gives a.b.
    return namedValue(canonicalName(call.name === '__import__' && !gives(call) ? (first.text.split('.')[0] ?? '') : first.text));
  }
  if (IMPORTERS.has(call.name) && first && comesFromNetwork(first)) return changed(mixed([first]), { name: 'builtins' });
  if (call.method === SUBCLASSES && call.object?.name?.startsWith(LOCAL)) return heirsOf(call.object.name, run);
  if (call.object && isTable(call.object) && LISTS_ENTRIES.has(call.method)) return entriesOf(call.object, call.method, run);
  if (call.object?.name?.startsWith(TOOLBOX) && call.method === COPIES) return call.object;
  if (call.object && SETS_ENTRY.has(call.method)) setEntries(call, run);
  if (call.name === 'type' && call.args.length === 3) return classMade(call, toolsOf(call.args[2], run), run);
  if (/^sys\.modules(?:\.get|\.__getitem__)?$/.test(call.name) && first?.name === '__name__') return namedValue(THIS_MODULE);
  if (call.object && GETS_ENTRY.has(call.method)) return orText(orFunction(entryOf(call.object, first, { scope: call.scope, line: call.line, run }), second, call.object), second);
  if (SETS_BY_NAME.test(call.name) && first?.name && second && call.args[2]) setAttribute(first, second.text ?? HOLE, { value: call.args[2], line: call.line, scope: call.scope, run });
  if (call.name === 'type' && call.args.length === 1 && first?.name?.startsWith(LOCAL)) return namedValue(first.name.endsWith('.__code__') ? 'types.CodeType' : findFunction(first.name, run) ? 'types.FunctionType' : '');
  if (call.name === 'importlib.util.find_spec' && first?.text && IS_MODULE.test(first.text)) return namedValue(`${first.text}${SPEC}`);
  if (call.name === 'inspect.getdoc' && first) return dedented(functionPart(first, '__doc__', run));
  if (FINDS_FILE.test(call.name) && first?.name && IS_MODULE.test(first.name)) return fileOf(first.name);
  if (call.name === 'dir' && first !== undefined && POWERS.has(first.name ?? '')) return changed(UNKNOWN, { keys: [`${NAMES_OF}${first.name}`] });
  if (call.name === 'vars' && first?.name === THIS_MODULE) return namedValue(ALL_NAMES);
  if (call.name === 'vars' && first?.name) return changed(heldBy(first, run), { name: `${first.name}.__dict__` });
  if (GIVES_FUNCTION.has(call.name) && first !== undefined && isTool(first)) return first;
  if (call.name === 'json.JSONDecoder') return changed(namedValue(`${call.name}()`), { boundNamed: call.named });
  return call.name.startsWith('operator.') ? byOperator(call, run) : null;
}
