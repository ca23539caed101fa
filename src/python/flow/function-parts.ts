import { plainText } from '../fold/literal.js';
import { UNKNOWN, changed, textValue, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { findFunction } from './functions.js';
import { TOOLBOX } from './attributes.js';
import { LOCAL, type Run } from './run.js';
import { toolbox } from './toolbox.js';

const MOST_TEXTS = 100;

const listOf = (texts: readonly string[]): Value => changed(UNKNOWN, { items: texts.map(textValue) });

/** The texts in a function, in their order: what its byte code keeps as constants. */
function textsIn(node: SyntaxNode): readonly string[] {
  const found: string[] = [];
  const todo = [node];
  for (let at = todo.pop(); at !== undefined && found.length < MOST_TEXTS; at = todo.pop()) {
    const text = at.type === 'string' ? plainText(at) : null;
    if (text !== null) found.push(text);
    todo.push(...at.children.toReversed());
  }
  return found;
}

const textIn = (node: SyntaxNode | null): string | null => {
  const inner = node?.type === 'type' ? node.children[0] : node;
  return inner?.type === 'string' ? plainText(inner) : null;
};

/** What stands behind the parameters of a function, by their names. */
function besideParameters(node: SyntaxNode, field: 'type' | 'value'): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const parameter of childAs(node, 'parameters')?.children ?? []) {
    const name = childAs(parameter, 'name') ?? parameter.children[0];
    const text = textIn(childAs(parameter, field));
    if (name?.type === 'identifier' && text !== null) found.set(nameOf(name), textValue(text));
  }
  const returned = field === 'type' ? textIn(childAs(node, 'return_type')) : null;
  return returned === null ? found : found.set('return', textValue(returned));
}

const IS_PART = /^(?:__(?:qual)?name__|__annotations__|__defaults__|__kwdefaults__|__doc__|co_consts)$/;

/** The text that a function begins with, about itself. */
export function docOf(node: SyntaxNode): string | null {
  const [first] = childAs(node, 'body')?.children ?? [];
  return first?.type === 'expression_statement' ? textIn(first.children[0] ?? null) : null;
}

/** `function.__annotations__`, `function.__defaults__`, `function.__doc__`, `function.__code__.co_consts`: texts that are kept where nobody looks for them. Null for other attributes. */
export function functionPart({ name }: Value, attribute: string, run: Run): Value | null {
  if (name === null || !name.startsWith(LOCAL) || !IS_PART.test(attribute)) return null;
  const info = findFunction(name.replace(/\.__code__$/, ''), run);
  if (info === null) return null;
  const { node } = info.body;
  if (attribute.endsWith('name__')) return textValue(info.key.slice(info.key.lastIndexOf('.') + 1));
  if (attribute === '__doc__') return textValue(docOf(node) ?? '');
  if (attribute === 'co_consts') {
    const body = childAs(node, 'body');
    const texts = body === null ? [] : textsIn(body);
    const hasDoc = body?.children[0]?.type === 'expression_statement' && body.children[0].children[0]?.type === 'string';
    return changed(UNKNOWN, { items: [...(hasDoc ? [] : [UNKNOWN]), ...texts.map(textValue)] });
  }
  const parts = besideParameters(node, attribute === '__annotations__' ? 'type' : 'value');
  if (attribute === '__defaults__') return listOf([...parts.values()].flatMap(({ text }) => text ?? []));
  return toolbox(`${TOOLBOX}${node.start} ${attribute}>`, { tools: parts, all: UNKNOWN }, run);
}
