import { HOLE, UNKNOWN, changed, from, mixed, textValue, type Value } from '../fold/value.js';
import { childAs, childrenAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { EXECUTORS } from '../vocabulary/code.js';
import { isOfNetworkModule } from '../vocabulary/network/modules.js';
import { startsProcess } from '../vocabulary/processes.js';
import { holdsSecrets } from '../vocabulary/secrets.js';
import { bind } from './binding/bind.js';
import { chosenBy } from './attributes.js';
import { choicesIn, mostTelling, oneOf } from './choices.js';
import { withoutSecrets } from './harmless-variables.js';
import { heldBy } from './kept.js';
import { callSpecial, ITERATES } from './special-methods.js';
import { evaluateChildren, LOCAL, newScope, type Run, type Scope } from './run.js';

/** What one element of an iterable can be: all that the iterable holds. */
export function elementOf(iterable: Value): Value {
  const first = mostTelling(iterable.items ?? []);
  const all = mixed([iterable, ...(iterable.items ?? [])]);
  // The parts of what another machine gives, page by page or one by one, are asked for more in their turn.
  if (iterable.items === null && iterable.name?.endsWith(')') === true && (isOfNetworkModule(iterable.name) || holdsSecrets(iterable.name))) return changed(all, { name: iterable.name });
  return first ? oneOf(iterable.items ?? [], changed(all, { text: first.text, number: first.number, items: functionsIn(iterable.items ?? []) ?? first.items, name: first.name })) : all;
}

const MOST_ROWS = 40;

/** The first row of a table with the functions that stand at each place in all of them: `for run, line in [(print, …), (exec, …)]`. Null for what is no table of several rows. */
function functionsIn(rows: readonly Value[]): readonly Value[] | null {
  const width = rows[0]?.items?.length ?? 0;
  if (rows.length < 2 || rows.length > MOST_ROWS || !rows.every(({ items }) => items?.length === width)) return null;
  return (rows[0]?.items ?? []).map((first, place) => oneOf(rows.map(({ items }) => items?.[place] ?? UNKNOWN), first));
}

/** What a loop goes through: an object of the file gives that by its methods, a class of the file what it holds, as an enumeration does. */
export function iterated(iterable: Value, { scope, line, run }: { readonly scope: Scope; readonly line: number; readonly run: Run }): Value {
  if (iterable.name?.startsWith(LOCAL) && run.classes.has(iterable.name.slice(LOCAL.length))) return changed(UNKNOWN, { items: [changed(mixed([iterable, heldBy(iterable, run)]), { name: `${iterable.name}()` })] });
  const given = callSpecial(iterable, ITERATES, { call: { args: [], from: scope.owner, line }, run });
  if (given === null) return iterable;
  return changed(mixed([iterable, given]), { items: given.items });
}

const MOST_UNROLLED = 4_000;
const LONGEST_BODY = 300;
const LEAST_SPELLED = 20;

/** What a list of constants holds, one by one. */
function constantsIn(value: Value): readonly Value[] | null {
  const items = value.items ?? (value.text === null || value.text.includes(HOLE) ? null : Array.from(value.text).map(textValue));
  return items !== null && items.length > 0 && items.length <= MOST_UNROLLED && items.every(({ number, text }) => number !== null || text !== null) ? items : null;
}

// `[getattr(module, name) for name in (…)]`, `[part for part in (…)]`: as many as one writes down by hand.
const MOST_NAMES = 12;

/** `[chr(code - 3) for code in (…)]`: text that is put together letter by letter, to be read like any other. */
function spelled(node: SyntaxNode, inside: Scope, run: Run): Value | null {
  const [body, clause, ...more] = node.children;
  if (!body || clause?.type !== 'for_in_clause' || more.length > 0 || body.end - body.start > LONGEST_BODY) return null;
  const isSpelling = /\b(?:chr|unichr)\b/.test(textOf(body));
  const left = childAs(clause, 'left');
  const right = childAs(clause, 'right');
  const constants = left?.type === 'identifier' && right ? constantsIn(run.evaluate(right, inside)) : null;
  if (!left || constants === null || (!isSpelling && constants.length > MOST_NAMES)) return null;
  const items = constants.map((constant) => {
    bind(left, constant, { scope: inside, run });
    return run.evaluate(body, inside);
  });
  const result: Value = changed(mixed(items), { items });
  if (!isSpelling) return result;
  // A short word spelled so may be a table of letters.
  return items.length < LEAST_SPELLED ? result : from(result, { kind: 'decoder', name: /[-+^%*]/.test(textOf(body)) ? 'shifted letters' : 'chr', line: node.line });
}

/** `table.get(letter, letter) for letter in "…"`: each letter of a long constant text is looked up, for another one. */
function isSubstitution(body: readonly SyntaxNode[], sources: readonly Value[]): boolean {
  const [only, ...more] = body;
  const [text, ...others] = sources;
  return only !== undefined && more.length === 0 && others.length === 0 && ((text?.text?.length ?? 0) >= LEAST_SPELLED || (text?.items?.length ?? 0) >= LEAST_SPELLED / 2) && only.end - only.start <= LONGEST_BODY && LOOKS_UP.test(textOf(only));
}

const LOOKS_UP = /^\(?\s*\w+\s*(?:\[\s*\w+\s*\]|\.\s*get\s*\(\s*(\w+)\s*(?:,\s*\1\s*)?\))/;

/** `[part for part in parts if …]`: some of what is there. */
export function isSame({ children }: SyntaxNode, [body]: readonly SyntaxNode[]): boolean {
  const clauses = children.filter(({ type }) => type === 'for_in_clause');
  const left = clauses[0] ? childAs(clauses[0], 'left') : null;
  return clauses.length === 1 && body?.type === 'identifier' && left?.type === 'identifier' && nameOf(body) === nameOf(left);
}

// What is made one by one is asked for something one by one.
const isOfNote = (name: string): boolean => startsProcess(name) || EXECUTORS.has(name) || (name.startsWith(LOCAL) && name.endsWith('()'));
const startsSomething = ({ name }: Value): boolean => name !== null && (choicesIn(name) ?? [name]).some(isOfNote);

/** A list, set, dict or generator that is made in one expression. */
export function comprehension(node: SyntaxNode, scope: Scope, run: Run): Value {
  const inside = newScope(scope, { kind: 'function', owner: scope.owner, classKey: scope.classKey });
  const text = spelled(node, inside, run);
  if (text !== null) return text;
  const sources: Value[] = [];
  for (const clause of node.children) {
    if (clause.type !== 'for_in_clause') continue;
    const left = childAs(clause, 'left');
    const rights = childrenAs(clause, 'right').map((right) => {
      const all = iterated(run.evaluate(right, inside), { scope, line: node.line, run });
      return left ? withoutSecrets(all, node, { left, right }) : all;
    });
    sources.push(...rights);
    if (left) bind(left, changed(elementOf(rights[0] ?? UNKNOWN), { text: null, number: null }), { scope: inside, run });
  }
  const rest = node.children.filter((part) => part.type !== 'for_in_clause' && part.type !== 'if_clause');
  // A substitution: decoded letters choose from a table which other letters are taken.
  for (const clause of node.children) if (clause.type === 'if_clause') evaluateChildren(clause, inside, run);
  const parts = rest.map((part) => run.evaluate(part, inside));
  const all = mixed([...parts, ...sources.map(chosenBy)]);
  const made = parts.length === 1 && parts.some(startsSomething) ? changed(all, { items: parts }) : all;
  if (made.items === null && isSame(node, rest) && sources[0]?.items) return changed(all, { items: sources[0].items });
  return isSubstitution(rest, sources) ? from(made, { kind: 'decoder', name: 'exchanged letters', line: node.line }) : made;
}
