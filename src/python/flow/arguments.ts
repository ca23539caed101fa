import { UNKNOWN, changed, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { commandClasses } from './command-classes.js';
import { NONE_NAMED } from './functions.js';
import { toolsOf } from './kept.js';
import { UNPACKED } from './take-arguments.js';
import type { Run, Scope } from './run.js';

/** What a call is given. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

// A function that hands on its own arguments twice doubles them with each call.
const MOST_SPREAD = 1_000;

/** What `*list` hands over one by one: each part came from where the list came from. */
const spread = (list: Value): readonly Value[] => (list.origins.length === 0 ? (list.items ?? [list]) : (list.items?.map((item) => (item.origins.length > 0 ? item : changed(item, { origins: list.origins }))) ?? [list]));

/** Arguments with those of a dict beside them: what it is known to hold under a name goes by that, and any of it by all others. */
export function withUnpacked(named: ReadonlyMap<string, Value>, dict: Value, run: Run): Map<string, Value> {
  return new Map([...toolsOf(dict, run), ...named, [UNPACKED, dict]]);
}

/** The values of a call's arguments, in the order in which they stand there. `to` is the canonical name of what is called. */
export function evaluateArguments(node: SyntaxNode, to: string, { scope, run }: { readonly scope: Scope; readonly run: Run }): Arguments {
  const list = childAs(node, 'arguments');
  if (!list) return { args: [], named: NONE_NAMED };
  if (list.type === 'generator_expression') return { args: [run.evaluate(list, scope)], named: NONE_NAMED };
  const args: Value[] = [];
  let named: Map<string, Value> | null = null;
  for (const part of list.children) {
    const name = part.type === 'keyword_argument' ? childAs(part, 'name') : null;
    const value = name ? childAs(part, 'value') : part.type === 'dictionary_splat' ? part.children[0] : part;
    const commands = name && value ? commandClasses(value, { to, as: nameOf(name) }, { scope, run }) : null;
    const result = commands ?? (value ? run.evaluate(value, scope) : UNKNOWN);
    if (name) (named ??= new Map()).set(nameOf(name), result);
    else if (part.type === 'list_splat') args.push(...spread(result).slice(0, Math.max(0, MOST_SPREAD - args.length)));
    else if (part.type === 'dictionary_splat') named = withUnpacked(named ?? NONE_NAMED, result, run);
    else args.push(result);
  }
  return { args, named: named ?? NONE_NAMED };
}

const hasOrigins = ({ origins }: Value): boolean => origins.length > 0;

/** True where something of note is handed over: in most calls there is nothing. */
export const tellsOrigins = ({ args, named }: Arguments): boolean => args.some(hasOrigins) || (named.size > 0 && [...named.values()].some(hasOrigins));
