import { changed, either, from, namedValue, UNKNOWN, type Value } from '../../fold/value.js';
import { isKnownName } from '../../vocabulary/canonical.js';
import { handsRequests, RECEIVES, REQUEST_FOR, WEB_REQUEST } from '../../vocabulary/web-requests.js';
import { takesSecret } from '../../vocabulary/secrets.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { TOOLBOX } from '../attributes.js';
import { bindName } from '../bind.js';
import { choicesIn, oneOf } from '../choices.js';
import { classKeywords, noteClassMade } from '../class-made.js';
import { natureOf } from '../calls/natures.js';
import { DECODERS } from '../../vocabulary/code.js';
import { fieldsIn, noteFields } from '../fields.js';
import { callFunction, findFunction, parameterNames, restParameters, NONE_NAMED } from '../functions.js';
import { noteFunction } from '../picked-methods.js';
import { noteClass } from '../heirs-in-file.js';
import { noteStarted } from '../inherited-calls.js';
import { selfOf } from '../own-content.js';
import { takeArguments } from '../take-arguments.js';
import { keep } from '../kept.js';
import { decoratesHandler, noteHandlerMethod, noteMessages, REQUEST_PARTS, servesRequests } from '../calls/messages.js';
import { recorded } from '../short-code.js';
import { evaluateChildren, LOCAL, newScope, readPending, TOP, type FunctionInfo, type Handlers, type Run, type Scope } from '../run.js';

const LONGEST_CONSTANT = 2_000;

/** A text that comes from nowhere else, as it stands there. */
const isConstant = ({ text, origins }: Value): boolean => text !== null && text !== '' && text.length <= LONGEST_CONSTANT && origins.length === 0;

/** Defaults and annotations run where the function is defined. Gives those defaults that tell something. */
function evaluateSignature(node: SyntaxNode, scope: Scope, run: Run): ReadonlyMap<string, Value> {
  let defaults: Map<string, Value> | null = null;
  for (const parameter of childAs(node, 'parameters')?.children ?? []) {
    for (const part of parameter.children) {
      if (part.field !== 'value' && part.field !== 'type') continue;
      const value = run.evaluate(part, scope);
      const name = part.field === 'value' ? childAs(parameter, 'name') : null;
      if (name && (value.origins.length > 0 || isConstant(value) || (value.name !== null && isKnownName(value.name)))) (defaults ??= new Map()).set(nameOf(name), value);
    }
  }
  const returns = childAs(node, 'return_type');
  if (returns) run.evaluate(returns, scope);
  return defaults ?? NONE_NAMED;
}

function functionInfo(key: string, node: SyntaxNode, run: Run): FunctionInfo {
  const known = run.functions.get(key);
  if (known) return known;
  const info: FunctionInfo = { key, parameters: parameterNames(childAs(node, 'parameters')), rest: restParameters(childAs(node, 'parameters')), values: new Map(), returned: UNKNOWN, defaults: NONE_NAMED, ends: false, body: { read: () => {}, node } };
  noteFunction(key, info, run);
  for (const { args, named } of run.handed?.get(key) ?? []) takeArguments(info, { args, named, isMethod: key.includes('.'), line: node.line }, { run, isLate: false });
  return info;
}

/** The key of a function: its name behind the names of what it is defined in. */
function keyOf(node: SyntaxNode, scope: Scope): string {
  const written = childAs(node, 'name');
  const name = written ? nameOf(written) : `<lambda ${node.start}>`;
  if (scope.kind === 'class' && scope.classKey) return `${scope.classKey}.${name}`;
  return scope.owner === TOP ? name : `${scope.owner}.${name}`;
}

/** What a parameter can be; one that is called like the keys to a wallet is the secret of whoever calls. */
function given(parameter: string, info: FunctionInfo, { line, run }: { readonly line: number; readonly run: Run }): Value {
  const value = info.values.get(parameter) ?? info.defaults.get(parameter) ?? UNKNOWN;
  const replaced = run.patches.get(info.key);
  if (replaced !== undefined) return from(value, { kind: 'parameter', name: `${parameter} of ${replaced}`, line });
  if (parameter === 'request' && run.recording.imports.some(({ name }) => name !== null && handsRequests(name))) return from(value, { kind: 'network', name: WEB_REQUEST, line });
  if (parameter === 'receive' && info.parameters.includes('scope') && info.parameters.includes('send')) return changed(value, { name: RECEIVES });
  return takesSecret(parameter, info.key) ? from(value, { kind: 'parameter', name: parameter, line }) : value;
}

function evaluateBody(node: SyntaxNode, scope: Scope, run: Run): FunctionInfo {
  const key = keyOf(node, scope);
  const info = functionInfo(key, node, run);
  readPending(key, run);
  const read = (): void => {
    const before = recorded(run);
    const inside = newScope(scope, { kind: 'function', owner: key, classKey: scope.classKey });
    info.parameters.forEach((parameter, index) => {
      const isSelf = index === 0 && scope.kind === 'class' && scope.classKey !== null && !run.statics.has(key);
      const own = parameter === 'cls' ? namedValue(`${LOCAL}${scope.classKey}`) : selfOf(scope.classKey ?? '', run);
      bindName(parameter, isSelf ? own : given(parameter, info, { line: node.line, run }), inside);
    });
    const body = childAs(node, 'body');
    const result = body ? run.evaluate(body, inside) : UNKNOWN;
    if (node.type === 'lambda') info.returned = result;
    if (recorded(run) > before) info.ends = true;
  };
  info.body = { read, node };
  run.pending.set(key, read);
  return info;
}

// Called for what a module has no name of (PEP 562), as soon as somebody asks for that: `from module import name` is enough.
const ASKED_OF_MODULE: ReadonlySet<string> = new Set(['__getattr__', '__dir__']);

function functionDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const defaults = evaluateSignature(node, scope, run);
  const name = childAs(node, 'name');
  const info = evaluateBody(node, scope, run);
  if (scope.kind === 'class' && scope.classKey !== null) noteHandlerMethod(info, run.classes.get(scope.classKey)?.bases ?? [], { line: node.line, run });
  for (const [parameter, given] of defaults) if (!isConstant(given)) info.values.set(parameter, either(info.values.get(parameter), given));
  if (defaults.size > 0) info.defaults = new Map([...defaults].filter(([, given]) => isConstant(given)));
  const value = namedValue(`${LOCAL}${info.key}`);
  if (name) bindName(nameOf(name), value, scope);
  if (scope.kind === 'module' && ASKED_OF_MODULE.has(info.key)) run.recording.references.push({ from: scope.owner, to: info.key });
  return value;
}

function lambda(node: SyntaxNode, scope: Scope, run: Run): Value {
  return namedValue(`${LOCAL}${evaluateBody(node, scope, run).key}`);
}

/** Methods are found otherwise, and what most names stand for means nothing. */
const isWorthKeeping = ({ origins, name, text, items }: Value): boolean => origins.length > 0 || text !== null || name?.startsWith(TOOLBOX) === true || (name !== null && !name.startsWith(LOCAL) && isKnownName(name)) || items?.some((item) => item.text !== null || isFunction(item)) === true;

const isFunction = ({ name }: Value): boolean => name !== null && (name.startsWith(LOCAL) || isKnownName(name));

function keepInClass(name: string, attribute: string, { value, run }: { readonly value: Value; readonly run: Run }): void {
  for (const holder of [name, `${name}()`]) keep(run, { holder, attribute }, value);
}

const IS_ENUMERATION = /(?:^|\.)\w*(?:Enum|Flag)$/;

/** A member of an enumeration is an object of its class, and has what it stands for; it is as good as the only object of a class of its own. */
function keepMember(name: string, member: string, { value, run }: { readonly value: Value; readonly run: Run }): void {
  const own = `${name}.${member}`;
  noteClass({ key: own.slice(LOCAL.length), bases: [name] }, run);
  keep(run, { holder: name, attribute: member }, changed(value, { name: `${own}()`, items: null }));
  keep(run, { holder: `${own}()`, attribute: 'value' }, value);
  keep(run, { holder: `${name}()`, attribute: 'value' }, either(run.attributes.get(`${name}().value`), value));
}

const isMethod = ({ name }: Value): boolean => name?.startsWith(LOCAL) === true;

/** True for an object that is asked what it gives, or takes, in the place of the attribute that it is kept in. */
const standsIn = ({ name }: Value, run: Run): boolean => name?.startsWith(LOCAL) === true && name.endsWith(')') && ['__get__', '__set__'].some((method) => findFunction(`${name}.${method}`, run) !== null);

/** A base that is one of several, since a package may be missing, is each of them. */
const basesIn = ({ name }: Value): readonly string[] => (name === null ? [] : (choicesIn(name) ?? [name]));

/** Notes what the objects of a class have from its body. The methods of an enumeration are called by its members, whatever those are. */
function keepNames(key: string, names: ReadonlyMap<string, Value>, { bases, run }: { readonly bases: readonly string[]; readonly run: Run }): void {
  const isEnumeration = bases.some((base) => IS_ENUMERATION.test(base));
  const isCalled = isEnumeration && [...names.values()].some(isMethod);
  for (const [attribute, value] of names) if (isWorthKeeping(value) || standsIn(value, run) || (isCalled && !isMethod(value))) (isEnumeration ? keepMember : keepInClass)(`${LOCAL}${key}`, attribute, { value, run });
}

function classDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = childAs(node, 'name');
  const body = childAs(node, 'body');
  if (!name) return UNKNOWN;
  const key = nameOf(name);
  const bases = (childAs(node, 'superclasses')?.children ?? []).flatMap((base) => basesIn(run.evaluate(base, scope)));
  const keywords = classKeywords(childAs(node, 'superclasses'), scope, run);
  const metaclass = keywords.get('metaclass')?.name ?? null;
  noteClass({ key, bases, ...(metaclass === null ? {} : { metaclass }) }, run);
  bindName(key, namedValue(`${LOCAL}${key}`), scope);
  if (bases.some(servesRequests)) for (const part of REQUEST_PARTS) run.attributes.set(`${LOCAL}${key}().${part}`, from(UNKNOWN, { kind: 'network', name: `${REQUEST_FOR}${key}`, line: node.line }));
  if (!body) return UNKNOWN;
  const inside = newScope(scope, { kind: 'class', owner: scope.owner, classKey: key });
  run.evaluate(body, inside);
  noteFields(key, fieldsIn(body), run);
  keepNames(key, inside.names, { bases, run });
  noteStarted(key, { bases, from: scope.owner, run });
  noteClassMade(key, { keywords, names: inside.names, line: node.line }, { scope, run });
  return UNKNOWN;
}

// Decorators after which the mention of a method is a call of it.
const IS_PROPERTY = /^(?:property|(?:functools\.)?cached_property|abc\.abstractproperty)$/;

const tells = ({ name, text, origins }: Value): boolean => name !== null || text !== null || origins.length > 0;

/** A function of the file around another one: whoever calls the name calls both. Gives what the decorator above it is called with. */
function decorated(value: Value, decorator: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): Value {
  const info = findFunction(decorator.name ?? '', run);
  if (decorator.name !== null) run.recording.references.push({ from: scope.owner, to: decorator.name.slice(LOCAL.length) });
  if (info === null || scope.kind === 'class') return value;
  const wrapper = callFunction(info, { args: [value], named: new Map(), isMethod: false, from: scope.owner, line }, run);
  const name = value.name?.startsWith(LOCAL) ? value.name.slice(value.name.lastIndexOf('.') + 1).replace(LOCAL, '') : null;
  if (name !== null && wrapper.name?.startsWith(LOCAL) && wrapper.name !== value.name) bindName(name, oneOf([value, wrapper], value), scope);
  return tells(wrapper) ? wrapper : value;
}

/** `@exec` above a function: whatever is called there is called with what stands below. */
function decoratedByOther(value: Value, decorator: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): Value {
  const { isSink, isSource } = natureOf(decorator.name ?? '', run);
  if (!isSink && !isSource && !DECODERS.has(decorator.name ?? '')) return value;
  return run.call(decorator, [value], { line, scope });
}

/** A decorator is called with what it decorates, when that is defined. */
function decoratedDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const definition = childAs(node, 'definition');
  const value = definition ? run.evaluate(definition, scope) : UNKNOWN;
  let ran = value;
  // The one next to the definition is called first.
  for (const decorator of node.children.toReversed()) {
    if (decorator.type !== 'decorator') continue;
    const [called] = evaluateChildren(decorator, scope, run);
    if (called?.name && !called.name.startsWith(LOCAL)) ran = decoratedByOther(ran, called, { line: decorator.line, scope, run });
    if (called?.name?.startsWith(LOCAL)) ran = decorated(ran, called, { line: decorator.line, scope, run });
    if (called?.name && value.name?.startsWith(LOCAL) && decoratesHandler(called.name)) noteMessages(run.functions.get(value.name.slice(LOCAL.length)), { from: called.name, line: decorator.line, run });
    if (called?.name && IS_PROPERTY.test(called.name) && value.name?.startsWith(LOCAL)) run.properties.add(value.name.slice(LOCAL.length));
    if (called?.name === 'staticmethod' && value.name?.startsWith(LOCAL)) run.statics.add(value.name.slice(LOCAL.length));
    if (called?.name === 'classmethod' && value.name?.startsWith(LOCAL)) run.classMethods.add(value.name.slice(LOCAL.length));
    if (called?.name === 'atexit.register' && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  }
  return value;
}

export const DEFINITIONS: Handlers = {
  function_definition: functionDefinition,
  lambda,
  class_definition: classDefinition,
  decorated_definition: decoratedDefinition,
};
