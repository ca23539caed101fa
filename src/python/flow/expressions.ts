import { integerValue, plainText, stringParts } from '../fold/literal.js';
import { joined, sliced, textOrHole } from '../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, either, from, mixed, namedValue, numberValue, textValue, type Value } from '../fold/value.js';
import { childAs, childrenAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { isOfNetworkModule } from '../vocabulary/network.js';
import { canonicalName, isKnownName } from '../vocabulary/canonical.js';
import { THIS_MODULE, TOOLBOX, attributeOf, chosenBy, entryOf, variable, withNature } from './attributes.js';
import { noteHook } from './bind.js';
import { oneOf } from './choices.js';
import { callMethod, findFunction } from './functions.js';
import { heldBy, keepTools } from './kept.js';
import { isTelling } from './learn.js';
import { noteMention } from './loads.js';
import { binaryOperator } from './operators.js';
import { fromOutside } from './outside.js';
import { evaluateChildren, LOCAL, lookUp, type Handlers, type Run, type Scope } from './run.js';
import { noteHandle, noteReading } from './script-arguments.js';
import { callSpecial, COMPARES, isObject } from './special-methods.js';
import { SITE_PACKAGES } from './calls/text-calls.js';
import { noteText } from './texts.js';

function identifier(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = nameOf(node);
  const value = lookUp(name, scope);
  noteMention(value.name, scope, run);
  if (value.name === 'os.environ' || value.name === 'sys.executable') return value.origins.length > 0 ? value : withNature(value, node.line);
  if (value.name !== name || run.starImports.size === 0) return value;
  const starred = [...run.starImports].map((module) => canonicalName(`${module}.${name}`)).find((full) => isKnownName(full) || run.outside(full) !== null || run.outside(`${full}()`) !== null);
  return starred ? fromOutside(withNature(namedValue(starred), node.line), node.line, run) : value;
}

/** The mention of a property is a call of it. */
function mentioned(value: Value, where: { readonly from: string; readonly line: number }, run: Run): Value {
  const info = value.name === null ? null : findFunction(value.name, run);
  return info !== null && run.properties.has(info.key) ? callMethod(info, where, run) : value;
}

/** What an object gives for an attribute that it does not have: `__getattr__` is called with the name. */
export function madeUp(value: Value, attribute: string, { holder, scope, line, run }: { readonly holder: Value; readonly scope: Scope; readonly line: number; readonly run: Run }): Value | null {
  if (run.attributes.has(value.name ?? '') || findFunction(value.name ?? '', run)) return null;
  return callSpecial(holder, ['__getattr__', '__getattribute__'], { call: { args: [textValue(attribute)], from: scope.owner, line }, run });
}

export function attribute(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'object');
  const name = childAs(node, 'attribute');
  if (!object || !name) return mixed(evaluateChildren(node, scope, run));
  const holder = run.evaluate(object, scope);
  const value = attributeOf(holder, nameOf(name), { line: node.line, run });
  const answer = isObject(holder) ? madeUp(value, nameOf(name), { holder, scope, line: node.line, run }) : null;
  if (answer !== null) return answer;
  noteMention(value.name, scope, run);
  if (nameOf(name) === '__dict__') return changed(value, { origins: mixed([value, heldBy(holder, run)]).origins });
  if (run.properties.size === 0) return value;
  const result = mentioned(value, { from: scope.owner, line: node.line }, run);
  if (result !== value) noteHandle(result.name, scope, run);
  return result;
}

export function string(node: SyntaxNode, scope: Scope, run: Run): Value {
  const plain = plainText(node);
  if (plain !== null) return noteText(textValue(plain), node.line, run);
  const parts = stringParts(node).map((part) => (typeof part === 'string' ? textValue(part) : run.evaluate(part, scope)));
  if (parts.length === 0) return textValue('');
  return noteText(parts.length === 1 && parts[0]?.text !== null ? (parts[0] ?? UNKNOWN) : joined(parts, ''), node.line, run);
}

const concatenatedString = (node: SyntaxNode, scope: Scope, run: Run): Value => noteText(joined(evaluateChildren(node, scope, run), ''), node.line, run);

function sliceBounds(node: SyntaxNode): { readonly start: number | null; readonly stop: number | null; readonly step: number | null } {
  const [start, stop, step] = textOf(node).split(':').map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : null));
  return { start: start ?? null, stop: stop ?? null, step: step ?? null };
}

/** `alphabet[(alphabet.index(letter) - 3) % 26]`: what stands elsewhere in an alphabet is another letter for this one. */
function movedIndex(index: SyntaxNode, key: Value): Value {
  if (index.type !== 'binary_operator' || key.number !== null || index.end - index.start > LONGEST_INDEX || !/\.\s*(?:index|find)\s*\(/.test(textOf(index))) return key;
  return from(key, { kind: 'decoder', name: 'shifted letters', line: index.line });
}

const LONGEST_INDEX = 200;
// What whoever sends a request puts into it.
const REQUEST_PART = /^(?:flask|quart|bottle)\.request\.(?:args|form|values|query|forms|params|cookies|headers|json|files)$/;

/** A name of Python's own that is put together to be looked up: whatever holds it, nothing else is called so. */
const spelledPower = ({ text }: Value): string | null => (text !== null && /^(?:exec|eval|compile|__import__)$/.test(text) ? text : null);

function subscript(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'value');
  const [index] = childrenAs(node, 'subscript');
  if (!object || !index) return mixed(evaluateChildren(node, scope, run));
  const container = run.evaluate(object, scope);
  noteReading(object, container, { scope, run });
  if (index.type === 'slice') {
    evaluateChildren(index, scope, run);
    return sliced(container, sliceBounds(index));
  }
  const key = movedIndex(index, run.evaluate(index, scope));
  const answer = callSpecial(container, ['__getitem__', '__missing__'], { call: { args: [key], from: scope.owner, line: node.line }, run });
  if (answer !== null) return answer;
  noteHandle(key.text, scope, run);
  if (container.name === 'sys.modules' && key.name === '__name__') return namedValue(THIS_MODULE);
  if (container.name === 'os.environ') return variable(key, UNKNOWN, node.line);
  const entry = entryOf(container, key, { scope, line: node.line, run });
  if (entry !== null) return entry;
  if (container.name === 'sysconfig.get_paths()' && /^(?:pure|plat)lib$/.test(textOrHole(key))) return textValue(SITE_PACKAGES);
  if (container.name !== null && REQUEST_PART.test(container.name)) return from(mixed([container]), { kind: 'network', name: container.name, line: node.line });
  const item = key.number === null ? undefined : container.items?.at(key.number);
  if (item) return item;
  const spelled = index.type === 'string' ? null : spelledPower(key);
  if (spelled !== null) return changed(mixed([container, chosenBy(key)]), { name: spelled });
  // The collections of a database are taken out of it so.
  if (container.name !== null && container.name.endsWith(')') && isOfNetworkModule(container.name)) return changed(mixed([container, chosenBy(key)]), { name: container.name });
  if (container.text !== null && key.number !== null) return changed(mixed([container]), { text: container.text.at(key.number) ?? HOLE });
  return mixed([container, chosenBy(key)]);
}

function sequence(node: SyntaxNode, scope: Scope, run: Run): Value {
  const items = evaluateChildren(node, scope, run);
  return changed(mixed(items), { items });
}

/** A function of Python's own that rules ask about, or one of the file. */
const isTool = ({ name }: Value): boolean => name !== null && (name.startsWith(LOCAL) || isKnownName(name));

const MOST_ENTRIES = 60;
const LONGEST_ENTRY = 300;
// A place, an address, or a word that rules ask about.
const isEntryOfNote = ({ text }: Value): boolean => text !== null && (text.includes('/') || isTelling(text));

/** A dict that holds functions, addresses or names of what is called gets a name, so that what is taken out of it is known. */
function dictionary(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = `${TOOLBOX}${node.start}>`;
  const tools = new Map<string, Value>();
  const values = node.children.map((child) => {
    const value = run.evaluate(child, scope);
    const isKept = isTool(value) || (value.text !== null && node.children.length <= MOST_ENTRIES);
    const key = child.type === 'pair' && isKept ? childAs(child, 'key') : null;
    const text = key === null ? null : run.evaluate(key, scope).text;
    if (text !== null) tools.set(text, value);
    return value;
  });
  const all = mixed(values);
  const functions = [...tools.values()].filter(isTool);
  if (functions.length === 0 && ![...tools.values()].some(isEntryOfNote)) return all;
  keepTools(run, name, { tools, any: functions.length === 0 ? all : oneOf(functions, changed(all, { name: functions[0]?.name ?? null })) });
  return changed(all, { name });
}

function pair(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [key, value] = evaluateChildren(node, scope, run);
  if (key?.text && value) noteHook(key.text, value, run);
  const kept = value !== undefined && value.text !== null && value.text.length <= LONGEST_ENTRY;
  const result = kept ? changed(mixed([value]), { text: value.text }) : mixed([value ?? UNKNOWN]);
  return value !== undefined && isTool(value) ? changed(result, { name: value.name }) : result;
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

function unaryOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = node.children.filter((child) => child.field !== 'operator').map((child) => run.evaluate(child, scope));
  const value = values.length === 1 ? (values[0] ?? UNKNOWN) : mixed(values);
  return value.number !== null && textOf(node).startsWith('-') ? numberValue(-value.number) : value;
}

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
  comparison_operator: comparison,
  not_operator: forgotten,
  integer,
  unary_operator: unaryOperator,
  parenthesized_expression: onlyChild,
  await: onlyChild,
  list_splat: onlyChild,
  expression_statement: onlyChild,
};
