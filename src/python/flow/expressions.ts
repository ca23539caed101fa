import { integerValue, stringParts } from '../fold/literal.js';
import { concatenated, joined, percentFormatted, repeated, sliced } from '../fold/text-methods.js';
import { either, from, HOLE, mixed, namedValue, numberValue, textValue, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, childrenAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { canonicalName, isKnownName } from '../vocabulary/canonical.js';
import { FOLDER_VARIABLES } from '../vocabulary/paths.js';
import { IDENTITY_VARIABLE, namesSecretPath } from '../vocabulary/secrets.js';
import { noteHook } from './bind.js';
import { noteMention } from './loads.js';
import { fromOutside } from './outside.js';
import { noteText } from './texts.js';
import { evaluateChildren, LOCAL, lookUp, type Handlers, type Run, type Scope } from './run.js';

function identifier(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = nameOf(node);
  const value = lookUp(name, scope);
  noteMention(value.name, scope, run);
  if (value.name === 'os.environ' || value.name === 'sys.executable') return value.origins.length > 0 ? value : withNature(value, node.line);
  if (value.name !== name || run.starImports.size === 0) return value;
  const starred = [...run.starImports].map((module) => canonicalName(`${module}.${name}`)).find((full) => isKnownName(full) || run.outside(full) !== null || run.outside(`${full}()`) !== null);
  return starred ? fromOutside(withNature(namedValue(starred), node.line), node.line, run) : value;
}

/** What is known of a thing by its name alone. */
function withNature(value: Value, line: number): Value {
  if (value.name === 'os.environ') return from(value, { kind: 'environment', name: 'os.environ', line });
  if (value.name === 'sys.executable') return { ...value, text: 'python' };
  return value;
}

/** `object.attribute`, also by way of `getattr`. */
export function attributeOf(object: Value, attribute: string, where: { readonly line: number; readonly run: Run }): Value {
  if (object.name === null) return { ...mixed([object]), bound: object.bound };
  const base = object.name.replace(/\.__dict__$|^vars\(\)$/, '');
  const named = namedValue(canonicalName(`${base}.${attribute}`));
  const kept = named.name === null ? undefined : where.run.attributes.get(named.name);
  const value = withNature({ ...named, origins: object.origins, keys: object.keys }, where.line);
  if (!kept) {
    if (named.name !== null) where.run.asked.add(named.name);
    return fromOutside(value, where.line, where.run);
  }
  return either(value, { ...kept, name: kept.name ?? named.name });
}

function attribute(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'object');
  const name = childAs(node, 'attribute');
  if (!object || !name) return mixed(evaluateChildren(node, scope, run));
  const value = attributeOf(run.evaluate(object, scope), nameOf(name), { line: node.line, run });
  noteMention(value.name, scope, run);
  return value;
}

/** Text with the mark of a secret file, if it names one. */
export function marked(value: Value, line: number): Value {
  if (value.text === null || !namesSecretPath(value.text)) return value;
  return from(value, { kind: 'secret-path', name: value.text, line });
}

function string(node: SyntaxNode, scope: Scope, run: Run): Value {
  const parts = stringParts(node).map((part) => (typeof part === 'string' ? textValue(part) : run.evaluate(part, scope)));
  if (parts.length === 0) return textValue('');
  return noteText(marked(parts.length === 1 && parts[0]?.text !== null ? (parts[0] ?? UNKNOWN) : joined(parts, ''), node.line), node.line, run);
}

const concatenatedString = (node: SyntaxNode, scope: Scope, run: Run): Value => noteText(marked(joined(evaluateChildren(node, scope, run), ''), node.line), node.line, run);

function numeric(operator: string, left: number, right: number): number | null {
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '%' && right !== 0) return left % right;
  if (operator === '^') return left ^ right;
  return operator === '//' && right !== 0 ? Math.floor(left / right) : null;
}

/** Exclusive-or with a key is how payloads are scrambled without a library. */
function operated(operator: SyntaxNode, left: Value, right: Value): Value {
  const result = combined(textOf(operator), left, right);
  const isScrambling = textOf(operator) === '^';
  return isScrambling ? from(result, { kind: 'decoder', name: 'exclusive-or', line: operator.line }) : result;
}

function combined(operator: string, left: Value, right: Value): Value {
  if (operator === '+') return concatenated(left, right);
  if (operator === '%' && left.text !== null) return percentFormatted(left, right);
  if (operator === '/' && (left.text ?? right.text) !== null && left.number === null) return { ...joined([left, right], '/'), name: left.name };
  if (operator === '*' && left.text !== null && right.number !== null) return repeated(left, right.number);
  const number = left.number !== null && right.number !== null ? numeric(operator, left.number, right.number) : null;
  return number === null ? mixed([left, right]) : numberValue(number);
}

/** `a + b + c + ...` nests to the left, thousands deep in obfuscated files, so it is unrolled. */
function binaryOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const chain: { readonly operator: SyntaxNode; readonly right: SyntaxNode }[] = [];
  let first: SyntaxNode = node;
  while (first.type === 'binary_operator') {
    const left = childAs(first, 'left');
    const right = childAs(first, 'right');
    const operator = childAs(first, 'operator');
    if (!left || !right || !operator) break;
    chain.push({ operator, right });
    first = left;
  }
  if (first === node) return mixed(evaluateChildren(node, scope, run));
  let result = run.evaluate(first, scope);
  for (const step of chain.toReversed()) result = operated(step.operator, result, run.evaluate(step.right, scope));
  return noteText(marked(result, node.line), node.line, run);
}

function sliceBounds(node: SyntaxNode): { readonly start: number | null; readonly stop: number | null; readonly step: number | null } {
  const [start, stop, step] = textOf(node).split(':').map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : null));
  return { start: start ?? null, stop: stop ?? null, step: step ?? null };
}

/** What is picked by something decoded is decoded, by a table. */
export const chosenBy = (key: Value): Value => (key.origins.some(({ kind }) => kind === 'decoder') ? { ...UNKNOWN, origins: key.origins.filter(({ kind }) => kind === 'decoder') } : UNKNOWN);

const TOOLBOX = `${LOCAL}<dict `;
const NAMESPACES = /^(globals|locals|vars)\(\)$|^__dict__$|^(__builtins__|__builtin__|builtins)(\.__dict__)?$|^sys\.modules$/;

/** What one variable of the environment gives: `value`, and who the user is where its name says so. */
export function variable(key: Value | undefined, value: Value, line: number): Value {
  const name = key?.text ?? '';
  const folder = FOLDER_VARIABLES[name.toUpperCase()];
  if (folder !== undefined) return { ...value, text: folder };
  return IDENTITY_VARIABLE.test(name) ? from(value, { kind: 'host', name: `$${name}`, line }) : value;
}

/** What a namespace, `__dict__` or a dict of functions holds under a name. */
export function entryOf(container: Value, key: Value | undefined, where: { readonly scope: Scope; readonly line: number; readonly run: Run }): Value | null {
  const name = key?.text ?? null;
  if (name === null || container.name === null) return null;
  if (NAMESPACES.test(container.name)) return withNature(lookUp(canonicalName(name), where.scope), where.line);
  return container.name.endsWith('.__dict__') || container.name.startsWith(TOOLBOX) ? attributeOf(container, name, where) : null;
}

function subscript(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'value');
  const [index] = childrenAs(node, 'subscript');
  if (!object || !index) return mixed(evaluateChildren(node, scope, run));
  const container = run.evaluate(object, scope);
  if (index.type === 'slice') {
    evaluateChildren(index, scope, run);
    return sliced(container, sliceBounds(index));
  }
  const key = run.evaluate(index, scope);
  if (container.name === 'os.environ') return variable(key, UNKNOWN, node.line);
  const entry = entryOf(container, key, { scope, line: node.line, run });
  if (entry !== null) return entry;
  const item = key.number === null ? undefined : container.items?.at(key.number);
  if (item) return item;
  if (container.text !== null && key.number !== null) return { ...mixed([container]), text: container.text.at(key.number) ?? HOLE };
  return mixed([container, chosenBy(key)]);
}

function sequence(node: SyntaxNode, scope: Scope, run: Run): Value {
  const items = evaluateChildren(node, scope, run);
  return { ...mixed(items), items };
}

/** A dict that holds functions of Python's own gets a name, so that what is taken out of it is known. */
function dictionary(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = `${TOOLBOX}${node.start}>`;
  const values = node.children.map((child) => {
    const value = run.evaluate(child, scope);
    const key = child.type === 'pair' && value.name !== null && isKnownName(value.name) ? childAs(child, 'key') : null;
    const text = key === null ? null : run.evaluate(key, scope).text;
    if (text !== null) run.attributes.set(`${name}.${text}`, value);
    return { value, isTool: text !== null };
  });
  const all = mixed(values.map(({ value }) => value));
  return values.some(({ isTool }) => isTool) ? { ...all, name } : all;
}

function pair(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [key, value] = evaluateChildren(node, scope, run);
  if (key?.text && value) noteHook(key.text, value, run);
  const result = mixed([value ?? UNKNOWN]);
  return value?.name !== null && value?.name !== undefined && isKnownName(value.name) ? { ...result, name: value.name } : result;
}

function conditional(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [then, , otherwise] = evaluateChildren(node, scope, run);
  return either(otherwise, then ?? UNKNOWN);
}

function booleanOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [left, right] = evaluateChildren(node, scope, run).filter((_, index) => node.children[index]?.field !== 'operator');
  return either(right, left ?? UNKNOWN);
}

/** The truth of something tells nothing about its content. */
function forgotten(node: SyntaxNode, scope: Scope, run: Run): Value {
  evaluateChildren(node, scope, run);
  return UNKNOWN;
}

function onlyChild(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = evaluateChildren(node, scope, run);
  return values.length === 1 ? (values[0] ?? UNKNOWN) : mixed(values);
}

function integer(node: SyntaxNode): Value {
  const value = integerValue(textOf(node));
  return value === null ? UNKNOWN : numberValue(value);
}

function unaryOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = onlyChild({ ...node, children: node.children.filter((child) => child.field !== 'operator') }, scope, run);
  return value.number !== null && textOf(node).startsWith('-') ? numberValue(-value.number) : value;
}

/** True for a value that stands for something this file defines. */
export const isLocal = (value: Value): boolean => value.name?.startsWith(LOCAL) ?? false;

export const EXPRESSIONS: Handlers = {
  identifier,
  attribute,
  string,
  concatenated_string: concatenatedString,
  binary_operator: binaryOperator,
  subscript,
  list: sequence,
  tuple: sequence,
  set: sequence,
  expression_list: sequence,
  dictionary,
  pair,
  conditional_expression: conditional,
  boolean_operator: booleanOperator,
  comparison_operator: forgotten,
  not_operator: forgotten,
  integer,
  unary_operator: unaryOperator,
  parenthesized_expression: onlyChild,
  await: onlyChild,
  list_splat: onlyChild,
  expression_statement: onlyChild,
};
