import { concatenated, textOrHole } from '../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, either, mixed, namedValue, stepped, textValue, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { isKnownName } from '../vocabulary/canonical.js';
import { isAskedFor, isInstallHook } from '../when/install-hooks.js';
import { THIS_MODULE } from './attributes.js';
import { addTo } from './containers.js';
import { callMethod, findFunction } from './functions.js';
import { keep } from './kept.js';
import { noteEntryPoints, noteSetupArgument } from './loads.js';
import { noteHandlerAttribute } from './calls/messages.js';
import { LOCAL, type Run, type Scope } from './run.js';
import { addTool } from './toolbox.js';
import { callSpecial } from './special-methods.js';
import { ARGUMENTS, noteHandle, noteRebound, noteWords } from './script-arguments.js';

const SEQUENCES = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list', 'expression_list']);

/** What functions of the file are known to put into a list of the module. */
function withShared(name: string, value: Value, { scope, run }: { readonly scope: Scope; readonly run: Run }): Value {
  const origins = scope === run.module && run.shared.size > 0 ? run.shared.get(name) : undefined;
  return origins === undefined ? value : changed(value, { origins: mixed([value, changed(UNKNOWN, { origins })]).origins });
}

/** What one of several targets takes: `first, *rest = list`. */
function partOf(value: Value, { index, part, of }: { readonly index: number; readonly part: SyntaxNode; readonly of: number }): Value {
  if (part.type !== 'list_splat_pattern' || value.items === null) return value.items?.[index] ?? mixed([value]);
  return changed(mixed([value]), { items: value.items.slice(index, value.items.length - (of - 1 - index)) });
}

/** Gives a value to an assignment target. */
export function bind(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  if (target.type === 'identifier') return assignName(target, value, where);
  if (target.type === 'attribute') return bindAttribute(target, value, where);
  if (target.type === 'subscript') return bindItem(target, value, where);
  if (SEQUENCES.has(target.type)) {
    for (const [index, part] of target.children.entries()) bind(part, partOf(value, { index, part, of: target.children.length }), where);
    return;
  }
  const isRest = target.type === 'list_splat_pattern';
  for (const part of target.children) bind(part, isRest ? value : mixed([value]), where);
}

function assignName(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const name = nameOf(target);
  noteRebound(name, value, where);
  bindName(name, withShared(name, stepped(value, () => `assigned to ${name}`, target.line), where), where.scope);
}

const MOST_KEYS = 6;

const withKey = (key: string, keys: readonly string[]): readonly string[] => (keys.length === 0 ? [key] : [key, ...keys.filter((other) => other !== key)].slice(0, MOST_KEYS));

// A path of a folder and a name that are both unknown has a text that tells it from no other.
const LEAST_TOLD = 4;
// Says enough, whatever it consists of.
const LONG = 10_000;

const isTold = (text: string | null): boolean => text !== null && !(text.length < LONG && text.includes(HOLE) && text.replaceAll(HOLE, '').length < LEAST_TOLD);

const put = (name: string, value: Value, { home, scope }: { readonly home: Scope; readonly scope: Scope }): void => void home.names.set(name, scope.branches > 0 || home !== scope ? either(home.names.get(name), value) : value);

/** Gives a module to a name that tells no file from another. */
export const bindModule = (name: string, module: Value, scope: Scope): void => put(name, module, { home: scope.lent.get(name) ?? scope, scope });

/** Gives a value to a name. Values that are not known get the variable as a key, so that they can be recognised. */
export function bindName(name: string, value: Value, scope: Scope): void {
  const home = scope.lent.get(name) ?? scope;
  const isPlace = value.name === null || !value.name.startsWith(LOCAL);
  const keyed = isPlace && !isTold(value.text) ? changed(value, { keys: withKey(`${home.owner}:${name}`, value.keys) }) : value;
  put(name, keyed, { home, scope });
}

/** Attributes are known by the canonical name of their object, over the whole file. */
function bindAttribute(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const object = childAs(target, 'object');
  const attribute = childAs(target, 'attribute');
  if (!object || !attribute) return;
  const holder = where.run.evaluate(object, where.scope);
  setAttribute(holder, nameOf(attribute), { ...where, value, line: target.line });
  // `request.data = body`: an object of another package is sent with all that it has been given.
  if (holder.name?.endsWith(')') && !holder.name.startsWith(LOCAL)) addTo(object, value, where);
}

/** `function.__code__ = value`: whoever calls the function runs that. */
function runCode(value: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  const sink = { name: '__code__', line };
  run.recording.calls.push({ ...sink, kind: 'exec', owner: scope.owner, text: null });
  run.recording.arrivals.push({ to: 'exec', sink, owner: scope.owner, origins: value.origins, keys: value.keys, text: null, code: value.text });
}

const IS_HOOK = /^(?:sys\.(?:excepthook|displayhook|unraisablehook|breakpointhook)|threading\.excepthook|warnings\.(?:showwarning|formatwarning)|(?:builtins\.)?__import__)$/;

// What is printed goes somewhere else for a while: all of a program writes there, and nobody reads it from this name.
const IS_STREAM = /^sys\.std(?:in|out|err)$/;

/** An object of the file may have a say in what is put into its attributes: by `__setattr__`, or by a property. */
function askedToKeep({ name, attribute }: { readonly name: string | null; readonly attribute: string }, { value, line, scope, run }: { readonly value: Value; readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  if (name === null || run.classes.size === 0 || !name.startsWith(LOCAL)) return;
  callSpecial(namedValue(name), ['__setattr__'], { call: { args: [textValue(attribute), value], from: scope.owner, line }, run });
  if (name.endsWith('()')) callSpecial(run.attributes.get(`${name.slice(0, -2)}.${attribute}`) ?? UNKNOWN, ['__set__'], { call: { args: [namedValue(name), value], from: scope.owner, line }, run });
  const property = run.properties.size === 0 || !name.endsWith('()') ? null : findFunction(`${name}.${attribute}`, run);
  if (property !== null && run.properties.has(property.key)) callMethod(property, { from: scope.owner, line }, run);
}

/** `object.attribute = value`, also by way of `setattr`. */
export function setAttribute({ name }: Value, attribute: string, { value, line, scope, run }: { readonly value: Value; readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  noteHandle(`${name}.${attribute}`, scope, run);
  askedToKeep({ name, attribute }, { value, line, scope, run });
  if (`${name}.${attribute}` === ARGUMENTS) noteWords([value], { scope, run });
  if (name === THIS_MODULE) return bindName(attribute, value, run.module);
  // A decorator that puts its own function in the place of a command's.
  if (run.runs === 'install' && attribute === 'run' && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  if (attribute === '__code__') runCode(value, { line, scope, run });
  if (name === null) return;
  const key = `${name}.${attribute}`;
  // Python itself calls these.
  if (IS_HOOK.test(key) && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  if (IS_STREAM.test(key)) return;
  const before = run.attributes.get(key);
  if (!before && run.asked.has(key) && (value.origins.length > 0 || value.name !== null || value.text !== null)) run.learned = true;
  if (!before && value.name !== null && isKnownName(value.name)) run.keptPower = true;
  if (value.name !== null) notePatch(key, value.name, run);
  noteHandlerAttribute(name, attribute, { value, line, scope, run });
  keep(run, { holder: name, attribute }, either(before, stepped(value, () => `kept in .${attribute}`, line)));
}

/** The functions that take the place of others when this one does, or this class with its methods, by the names of those. */
function replacing(key: string, replaced: string, { classes, functions }: Run): readonly (readonly [string, string])[] {
  if (!classes.has(key)) return [[key, replaced]];
  const methods = [...functions.keys()].filter((each) => each.startsWith(`${key}.`) && !each.slice(key.length + 1).includes('.'));
  return methods.map((method) => [method, `${replaced}${method.slice(key.length)}`]);
}

/** `Session.send = mine`: from now on the other package's users call a function of this file, with all that they give. */
function notePatch(replaced: string, value: string, run: Run): void {
  if (!value.startsWith(LOCAL) || !/^[A-Za-z_]\w*(?:\.\w+)+(?:\.\{\})?$/.test(replaced)) return;
  for (const [key, name] of replacing(value.slice(LOCAL.length), replaced, run)) {
    if (!run.patches.has(key)) run.learned = true;
    run.patches.set(key, name);
  }
}

/** `container[key] = value`: the container now also holds the value. */
function bindItem(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const container = childAs(target, 'value');
  const index = childAs(target, 'subscript');
  if (!container) return;
  const key = index ? textOrHole(where.run.evaluate(index, where.scope)) : '';
  noteHook(key, value, where.run);
  const holder = where.run.evaluate(container, where.scope);
  if (/^(globals|locals|vars)$/.test(holder.name?.replace('()', '') ?? '')) return bindName(key, value, where.scope);
  callSpecial(holder, ['__setitem__'], { call: { args: [textValue(key), value], from: where.scope.owner, line: target.line }, run: where.run });
  addTool(holder, key === HOLE ? null : key, { value, run: where.run });
  addTo(container, value, where);
}

/** `x += value` */
export function addInPlace(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const before = where.run.evaluate(target, where.scope);
  callSpecial(before, ['__iadd__', '__isub__', '__ior__', '__iand__', '__imul__'], { call: { args: [value], from: where.scope.owner, line: target.line }, run: where.run });
  if (before.name === ARGUMENTS) noteWords([value], where);
  bind(target, before === UNKNOWN ? value : concatenated(before, value), where);
}

/** What setup() is given: `cmdclass` entries that an install runs, wherever they are put together. */
export function noteHook(command: string, value: Value, run: Run): void {
  noteRebound(command, value, { scope: run.module, run });
  noteSetupArgument(command, value, run);
  noteEntryPoints(command, value, run);
  if (!value.name?.startsWith(LOCAL)) return;
  if (isInstallHook(command)) run.recording.hooks.add(value.name.slice(LOCAL.length));
  else if (isAskedFor(command)) run.recording.askedHooks.set(command, new Set(run.recording.askedHooks.get(command)).add(value.name.slice(LOCAL.length)));
}
