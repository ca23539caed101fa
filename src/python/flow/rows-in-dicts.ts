import { changed, HOLE, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { TOOLBOX } from './attributes.js';
import { GETS_ENTRY } from './dynamic-names.js';
import { heldBy, keepTools, toolsOf } from './kept.js';
import type { Run, Scope } from './run.js';
import { isTool } from './toolbox.js';

/** An entry of a dict, as it is written. */
interface Entry {
  readonly dict: SyntaxNode;
  readonly key: SyntaxNode | null;
}

const entry = (dict: SyntaxNode | null, key: SyntaxNode | null): Entry | null => (dict === null ? null : { dict, key });

/** What is asked for in `table[key]` and in `table.setdefault(key, [])`; null for anything else. */
export function entryAsked(node: SyntaxNode): Entry | null {
  if (node.type === 'subscript') return entry(childAs(node, 'value'), childAs(node, 'subscript'));
  const asked = node.type === 'call' ? childAs(node, 'function') : null;
  const method = asked?.type === 'attribute' ? childAs(asked, 'attribute') : null;
  return asked && method && GETS_ENTRY.has(nameOf(method)) ? entry(childAs(asked, 'object'), childAs(node, 'arguments')?.children[0] ?? null) : null;
}

/** The functions in one element of a list: itself, or those that stand in it beside their names. */
const functionsIn = (value: Value): string => (isTool(value) ? [value] : (value.items ?? []).filter(isTool)).map(({ name }) => name).join(' ');

const MOST_ROWS = 60;

/** A list with what has functions in it and is not in it yet; null where there is nothing of the kind. */
function longerList({ items }: Value, given: readonly Value[]): readonly Value[] | null {
  const known = new Set(items?.map(functionsIn));
  const added = given.filter((value) => functionsIn(value) !== '' && !known.has(functionsIn(value)));
  return added.length === 0 || known.size >= MOST_ROWS ? null : [...(items ?? []), ...added];
}

/** `JOBS.setdefault(when, []).append((name, function))`: functions that are kept in lists, and those in a dict, are called by who goes through these. */
export function lengthenEntry({ dict, key }: Entry, given: readonly Value[], { scope, run }: { readonly scope: Scope; readonly run: Run }): void {
  if (!given.some((value) => functionsIn(value) !== '')) return;
  const holder = run.evaluate(dict, scope);
  if (!holder.name?.startsWith(TOOLBOX)) return;
  const any = heldBy(holder, run);
  const all = longerList(any, given);
  if (all === null) return;
  const place = key === null ? HOLE : (run.evaluate(key, scope).text ?? HOLE);
  const row = toolsOf(holder, run).get(place) ?? UNKNOWN;
  const tools = place.includes(HOLE) ? [] : [[place, changed(row, { items: longerList(row, given) ?? row.items })] as const];
  keepTools(run, holder.name, { tools: new Map(tools), any: changed(any, { items: all }) });
  // Whoever goes through them may have been read before.
  run.learned = true;
}
