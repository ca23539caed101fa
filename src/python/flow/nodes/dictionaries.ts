import { UNKNOWN, changed, mixed, namedValue, type Value } from '../../fold/value.js';
import { childAs, type SyntaxNode } from '../../syntax/node.js';
import { TOOLBOX } from '../attributes.js';
import { noteHook } from '../binding/bind.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';
import { toolsOf } from '../kept.js';
import { isTool, toolbox } from '../toolbox.js';

const MOST_ENTRIES = 60;
const LONGEST_ENTRY = 300;
/** A dict that holds functions, addresses or names of what is called gets a name, so that what is taken out of it is known. */
function dictionary(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = `${TOOLBOX}${node.start}>`;
  const tools = new Map<string, Value>();
  const values = node.children.map((child) => {
    const value = run.evaluate(child.type === 'dictionary_splat' ? (child.children[0] ?? child) : child, scope);
    if (child.type === 'dictionary_splat') for (const [key, entry] of toolsOf(value, run)) tools.set(key, entry);
    const isKept = isTool(value) || ((value.text !== null || value.items !== null) && node.children.length <= MOST_ENTRIES);
    const key = child.type === 'pair' && isKept ? childAs(child, 'key') : null;
    const text = key === null ? null : run.evaluate(key, scope).text;
    if (text !== null) tools.set(text, value);
    return value;
  });
  // A table that stands there for all of the module may be filled later.
  if (values.length === 0 && scope.kind !== 'function') return namedValue(name);
  return toolbox(name, { tools, all: mixed(values), isWhole: tools.size === node.children.length }, run);
}

/** Who goes through a dict meets its keys: `{pool.submit(fetch, address): address}`. */
const fetched = (key: Value | undefined): Value => (key === undefined ? UNKNOWN : changed(UNKNOWN, { origins: key.origins.filter(({ kind }) => kind === 'network') }));

function pair(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [key, value] = evaluateChildren(node, scope, run);
  if (key?.text && value) noteHook(key.text, value, run);
  const kept = value !== undefined && value.text !== null && value.text.length <= LONGEST_ENTRY;
  const all = mixed([value ?? UNKNOWN, fetched(key)]);
  const result = kept ? changed(all, { text: value.text }) : changed(all, { items: value?.items ?? null });
  return value !== undefined && isTool(value) ? changed(result, { name: value.name }) : result;
}

/** `{key: value}` */
export const DICTIONARIES: Handlers = { dictionary, pair };
