import { integerValue, plainText, stringParts } from '../../fold/literal.js';
import { joined } from '../../fold/text-methods.js';
import { UNKNOWN, changed, either, mixed, numberValue, textValue, type Value } from '../../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../../syntax/node.js';
import { DICTIONARIES } from './dictionaries.js';
import { MENTIONS } from './mentions.js';
import { SUBSCRIPTS } from './subscripts.js';
import { binaryOperator } from './operators.js';
import { notePicked } from '../picked-classes.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';
import { noteReading } from '../script-arguments.js';
import { BEFORE, callSpecial, COMPARES, isObject, IS_WRITTEN, ITERATES } from '../special-methods.js';
import { noteText } from '../texts.js';

export function string(node: SyntaxNode, scope: Scope, run: Run): Value {
  const plain = plainText(node);
  if (plain !== null) return noteText(textValue(plain), node.line, run);
  const parts = stringParts(node).map((part) => (typeof part === 'string' ? textValue(part) : written(part, scope, run)));
  if (parts.length === 0) return textValue('');
  return noteText(parts.length === 1 && parts[0]?.text !== null ? (parts[0] ?? UNKNOWN) : joined(parts), node.line, run);
}

const concatenatedString = (node: SyntaxNode, scope: Scope, run: Run): Value => noteText(joined(evaluateChildren(node, scope, run)), node.line, run);

const MOST_ITEMS = 10_000;

/** `[first, *rest]` */
function sequence(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = evaluateChildren(node, scope, run);
  const items = node.children.some(({ type }) => type === 'list_splat') ? values.flatMap((value, place) => (node.children[place]?.type === 'list_splat' ? (value.items ?? [value]) : [value])).slice(0, MOST_ITEMS) : values;
  return changed(mixed(values), { items });
}

function conditional(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [then, , otherwise] = evaluateChildren(node, scope, run);
  return either(otherwise, then ?? UNKNOWN);
}

function booleanOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [left, right] = evaluateChildren(node, scope, run).filter((_, index) => node.children[index]?.field !== 'operator');
  return either(right, left ?? UNKNOWN);
}

function comparison(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = evaluateChildren(node, scope, run);
  if (run.runs === 'install') values.forEach((value, index) => noteReading(node.children[index], value, { scope, run }));
  notePicked(node.children, values, { scope, run });
  for (const object of values) if (isObject(object)) callSpecial(object, COMPARES, { call: { args: values.filter((value) => value !== object), from: scope.owner, line: node.line }, run });
  return UNKNOWN;
}

/** The truth of something tells nothing about its content. */
function forgotten(node: SyntaxNode, scope: Scope, run: Run): Value {
  evaluateChildren(node, scope, run);
  return UNKNOWN;
}

function onlyChild(node: SyntaxNode, scope: Scope, run: Run): Value {
  const only = node.children[0];
  return only !== undefined && node.children.length === 1 ? run.evaluate(only, scope) : mixed(evaluateChildren(node, scope, run));
}

function integer(node: SyntaxNode): Value {
  const value = integerValue(textOf(node));
  return value === null ? UNKNOWN : numberValue(value);
}

/** What an object of the file gives for a sign; null for everything else. */
const asked = (value: Value, methods: readonly string[], { node, scope, run }: { readonly node: SyntaxNode; readonly scope: Scope; readonly run: Run }): Value | null => callSpecial(value, methods, { call: { args: [], from: scope.owner, line: node.line }, run });

/** `*object` goes through it. */
function splat(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = onlyChild(node, scope, run);
  asked(value, ITERATES, { node, scope, run });
  return value;
}

/** `await object` */
function awaited(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = onlyChild(node, scope, run);
  return asked(value, ['__await__'], { node, scope, run }) ?? value;
}

/** `{object}` asks for its hash. */
function setOf(node: SyntaxNode, scope: Scope, run: Run): Value {
  const set = sequence(node, scope, run);
  for (const item of set.items ?? []) asked(item, ['__hash__'], { node, scope, run });
  return set;
}

/** A field of an f-string. */
function written(part: SyntaxNode, scope: Scope, run: Run): Value {
  const value = run.evaluate(part, scope);
  return asked(value, IS_WRITTEN, { node: part, scope, run }) ?? value;
}

function unaryOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = node.children.filter((child) => child.field !== 'operator').map((child) => run.evaluate(child, scope));
  const value = values.length === 1 ? (values[0] ?? UNKNOWN) : mixed(values);
  const sign = childAs(node, 'operator');
  const answer = sign ? asked(value, [BEFORE[textOf(sign)] ?? ''], { node, scope, run }) : null;
  if (answer !== null) return answer;
  return value.number !== null && textOf(node).startsWith('-') ? numberValue(-value.number) : value;
}

export const EXPRESSIONS: Handlers = {
  ...DICTIONARIES,
  ...MENTIONS,
  ...SUBSCRIPTS,
  string,
  concatenated_string: concatenatedString,
  binary_operator: binaryOperator,
  list: sequence,
  tuple: sequence,
  set: setOf,
  expression_list: sequence,
  conditional_expression: conditional,
  boolean_operator: booleanOperator,
  comparison_operator: comparison,
  not_operator: forgotten,
  integer,
  unary_operator: unaryOperator,
  parenthesized_expression: onlyChild,
  await: awaited,
  list_splat: splat,
  expression_statement: onlyChild,
};
