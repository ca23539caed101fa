import { concatenated, textOrHole } from '../../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, mixed, namedValue, stepped, textValue, type Value } from '../../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { isAskedFor, isInstallHook } from '../../when/install-hooks.js';
import { leaveInEnvironment } from '../calls/channels.js';
import { noteLineInVariable } from '../calls/handed-lines.js';
import { noteHeader } from '../calls/mail-copies.js';
import { noteHandlerAttribute } from '../calls/messages.js';
import { addTo, ARGUMENTS_BY_NAME } from '../containers.js';
import { noteEntryPoints, noteSetupArgument } from '../loads.js';
import { LOCAL, type Run, type Scope } from '../run.js';
import { withLeftHere } from '../outside.js';
import { addTool } from '../toolbox.js';
import { callSpecial } from '../special-methods.js';
import { ARGUMENTS, noteRebound, noteWords } from '../script-arguments.js';
import { setAttribute } from './set-attribute.js';
import { bindName } from './bind-name.js';

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
  const known = withShared(name, stepped(value, () => `assigned to ${name}`, target.line), where);
  bindName(name, where.scope === where.run.module ? withLeftHere(name, known, { line: target.line, run: where.run }) : known, where.scope);
}

/** Attributes are known by the canonical name of their object, over the whole file. */
function bindAttribute(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const object = childAs(target, 'object');
  const attribute = childAs(target, 'attribute');
  if (!object || !attribute) return;
  const holder = where.run.evaluate(object, where.scope);
  setAttribute(holder, nameOf(attribute), { value, line: target.line, scope: where.scope, run: where.run });
  // `request.data = body`: an object of another package is sent with all that it has been given.
  if (holder.name?.endsWith(')') && !holder.name.startsWith(LOCAL) && !ARGUMENTS_BY_NAME.test(holder.name)) addTo(object, value, where);
}

// `vars(object)` is called so as well.
const OWN_NAMES = '.__dict__';

/** `container[key] = value`: the container now also holds the value. */
function bindItem(target: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  const container = childAs(target, 'value');
  const index = childAs(target, 'subscript');
  if (!container) return;
  const key = index ? textOrHole(where.run.evaluate(index, where.scope)) : '';
  noteHook(key, value, where.run);
  noteHeader(key, value, { line: target.line, scope: where.scope, run: where.run });
  const holder = where.run.evaluate(container, where.scope);
  if (/^(globals|locals|vars)$/.test(holder.name?.replace('()', '') ?? '')) return bindName(key, value, where.scope);
  if (holder.name?.endsWith(OWN_NAMES) && key !== HOLE) setAttribute(namedValue(holder.name.slice(0, -OWN_NAMES.length)), key, { value, line: target.line, scope: where.scope, run: where.run });
  callSpecial(holder, ['__setitem__'], { call: { args: [textValue(key), value], from: where.scope.owner, line: target.line }, run: where.run });
  if (holder.name === 'os.environ') noteLineInVariable(key, value, { line: target.line, owner: where.scope.owner, run: where.run });
  leaveInEnvironment(holder, key, { value, line: target.line, run: where.run });
  if (holder.name?.endsWith('hooks')) noteHandlerAttribute(holder.name.replace(/\.\w+$/, ''), 'hooks', { value, line: target.line, scope: where.scope, run: where.run });
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
