import { UNKNOWN, type Value } from '../../fold/value.js';
import { childAs, type SyntaxNode } from '../../syntax/node.js';
import { bindName } from '../binding/bind-name.js';
import { oneOf } from '../choices.js';
import { natureOf } from '../calls/natures.js';
import { replaces } from '../calls/replaces.js';
import { DECODERS } from '../../vocabulary/code.js';
import { callFunction, findFunction } from '../functions.js';
import { classOf, outsideBase } from '../heirs-in-file.js';
import { entered } from '../instances.js';
import { isObject } from '../special-methods.js';
import { decoratesHandler, noteDecorated } from '../calls/messages.js';
import { evaluateChildren, LOCAL, lookUp, type Run, type Scope } from '../run.js';

// Decorators after which the mention of a method is a call of it.
const IS_PROPERTY = /^(?:property|(?:functools\.)?cached_property|abc\.abstractproperty)$/;

const tells = ({ name, text, origins }: Value): boolean => name !== null || text !== null || origins.length > 0;

/** `@Timed()`: each call of what stands below is within a `with` of the object. */
const aroundCalls = ({ name }: Value, run: Run): boolean => outsideBase(classOf(name ?? '') ?? '', run)?.endsWith('ContextDecorator') === true;

/** A function of the file around another one: whoever calls the name calls both. Gives what the decorator above it is called with. */
function decorated(value: Value, decorator: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): Value {
  const info = findFunction(isObject(decorator) ? `${decorator.name}.__call__` : (decorator.name ?? ''), run);
  if (info === null && isObject(decorator) && aroundCalls(decorator, run)) entered(decorator, { from: scope.owner, line }, run);
  if (decorator.name !== null) run.recording.references.push({ from: scope.owner, to: decorator.name.slice(LOCAL.length) });
  if (info === null || scope.kind === 'class') return value;
  const wrapper = callFunction(info, { args: [value], named: new Map(), isMethod: isObject(decorator), from: scope.owner, line }, run);
  const name = value.name?.startsWith(LOCAL) ? value.name.slice(value.name.lastIndexOf('.') + 1).replace(LOCAL, '') : null;
  if (name !== null && wrapper.name?.startsWith(LOCAL) && wrapper.name !== value.name) bindName(name, oneOf([value, wrapper], value), scope);
  return tells(wrapper) ? wrapper : value;
}

/** `@exec` above a function: whatever is called there is called with what stands below. */
function decoratedByOther(value: Value, decorator: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): Value {
  const { isSink, isSource } = natureOf(decorator.name ?? '', run);
  // One of another module of the package calls what is below as well.
  if (!isSink && !isSource && !replaces(decorator.name ?? '') && !DECODERS.has(decorator.name ?? '') && run.handed === null) return value;
  return run.call(decorator, [value], { line, scope });
}

const REGISTERS = /^(local:[A-Za-z_]\w*)\.register(?:\(\))?$/;

/** `@draw.register` of functools.singledispatch: whoever calls the function for any type calls one of those for some. */
function noteRegistered(decorator: string, value: Value, scope: Scope): void {
  const generic = REGISTERS.exec(decorator)?.[1];
  if (generic === undefined || !value.name?.startsWith(LOCAL)) return;
  const name = generic.slice(LOCAL.length);
  const before = lookUp(name, scope);
  if (before.name?.startsWith(LOCAL)) bindName(name, oneOf([before, value], before), scope);
}

/** A decorator is called with what it decorates, when that is defined. */
export function decoratedDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const definition = childAs(node, 'definition');
  const value = definition ? run.evaluate(definition, scope) : UNKNOWN;
  let ran = value;
  // The one next to the definition is called first.
  for (const decorator of node.children.toReversed()) {
    if (decorator.type !== 'decorator') continue;
    const [called] = evaluateChildren(decorator, scope, run);
    if (called?.name && !called.name.startsWith(LOCAL)) ran = decoratedByOther(ran, called, { line: decorator.line, scope, run });
    if (called?.name?.startsWith(LOCAL)) ran = decorated(ran, called, { line: decorator.line, scope, run });
    if (called?.name) noteRegistered(called.name, value, scope);
    if (called?.name && value.name?.startsWith(LOCAL) && decoratesHandler(called.name)) noteDecorated(run.functions.get(value.name.slice(LOCAL.length)), called.name, { line: decorator.line, run });
    if (called?.name && IS_PROPERTY.test(called.name) && value.name?.startsWith(LOCAL)) run.properties.add(value.name.slice(LOCAL.length));
    if (called?.name === 'staticmethod' && value.name?.startsWith(LOCAL)) run.statics.add(value.name.slice(LOCAL.length));
    if (called?.name === 'classmethod' && value.name?.startsWith(LOCAL)) run.classMethods.add(value.name.slice(LOCAL.length));
    if (called?.name === 'atexit.register' && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  }
  return value;
}
