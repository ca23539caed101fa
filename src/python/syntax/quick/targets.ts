import { odd } from './odd.js';
import { type Draft, here, need, node, type Parsing, skip, word } from './parsing.js';

const PATTERNS: Readonly<Record<string, string>> = { tuple: 'tuple_pattern', parenthesized_expression: 'tuple_pattern', list: 'list_pattern', list_splat: 'list_splat_pattern', expression_list: 'pattern_list' };
const BRACKETS = /^(?:list|tuple|set|parenthesized_expression|(?:list|set)_comprehension|generator_expression)$/;
const PLACES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

/** Turns an expression into what it is left of an assignment. */
export function asTarget(draft: Draft): Draft {
  if (PLACES.has(draft.type)) return draft;
  const pattern = PATTERNS[draft.type];
  if (pattern === undefined) return odd('something that takes no value');
  for (const child of draft.children) {
    if (draft.type === 'list_splat' && !PLACES.has(child.type)) odd('a star before something else than a place');
    asTarget(child);
  }
  draft.type = pattern;
  return draft;
}

/** `*name` outside of brackets. */
export const splatPlace = (p: Parsing): Draft => splatOf(p, (type) => type === 'identifier');

function splatOf(p: Parsing, isTaken: (type: string) => boolean): Draft {
  const from = here(p);
  need(p, '*');
  const inner = p.grammar.primary(p);
  if (!isTaken(inner.type)) odd('a star before something else than a place');
  return node(p, 'list_splat', { from, children: [inner] });
}

/** `*[a, b]` where tree-sitter makes an error of it and Python does not: `head, *rest = end, *[]`, `x[*(a, b)]`. */
export const splatBracket = (p: Parsing): Draft => splatOf(p, (type) => BRACKETS.test(type));

/** `*name` or `*[a, b]` outside of brackets. */
export const splatValue = (p: Parsing): Draft => splatOf(p, (type) => type === 'identifier' || BRACKETS.test(type));

const target = (p: Parsing): Draft => asTarget(word(p) === '*' ? splatPlace(p) : p.grammar.primary(p));

/** What `for` gives values to. */
export function targets(p: Parsing): Draft {
  const from = here(p);
  const first = target(p);
  if (word(p) !== ',') return first.type === 'list_splat_pattern' ? odd('one star alone') : first;
  const children = [first];
  while (skip(p, ',') && word(p) !== 'in') children.push(target(p));
  return node(p, 'pattern_list', { from, children });
}
