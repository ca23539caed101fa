import { yielded } from './assignments.js';
import { odd } from './odd.js';
import { role, type Draft, here, need, node, type Parsing, type Place, skip, word } from './parsing.js';
import { targets } from './targets.js';

/** `*x` in a bracket. */
export function splat(p: Parsing): Draft {
  const from = here(p);
  need(p, '*');
  return node(p, 'list_splat', { from, children: [p.grammar.expression(p)] });
}

/** `**x` in a bracket. */
export function doubleSplat(p: Parsing): Draft {
  const from = here(p);
  need(p, '**');
  return node(p, 'dictionary_splat', { from, children: [p.grammar.expression(p)] });
}

const element = (p: Parsing): Draft => (word(p) === '*' ? splat(p) : p.grammar.expression(p));

const atClause = (p: Parsing): boolean => word(p) === 'for' || word(p) === 'async';

function forClause(p: Parsing): Draft {
  const from = here(p);
  skip(p, 'async');
  need(p, 'for');
  const left = role('left', targets(p));
  need(p, 'in');
  const right = role('right', p.grammar.test(p));
  return node(p, 'for_in_clause', { from, children: [left, right] });
}

function ifClause(p: Parsing): Draft {
  const from = here(p);
  need(p, 'if');
  return node(p, 'if_clause', { from, children: [p.grammar.test(p)] });
}

/** The rest of a comprehension, behind its body and up to its closing bracket. */
export function comprehension(p: Parsing, type: string, { from, body, close }: { readonly from: Place; readonly body: Draft; readonly close: string }): Draft {
  const children = [role('body', body)];
  while (atClause(p) || word(p) === 'if') children.push(word(p) === 'if' ? ifClause(p) : forClause(p));
  need(p, close);
  return node(p, type, { from, children });
}

function rest(p: Parsing, first: Draft, close: string): readonly Draft[] {
  // tree-sitter binds the star of one element alone, without a comma, more tightly than the dot or the bracket behind it.
  if (skip(p, close)) return [first.type === 'list_splat' && close !== ')' ? withInnerStar(first) : first];
  const children = [first];
  while (skip(p, ',') && word(p) !== close) children.push(element(p));
  need(p, close);
  return children;
}

const BEHIND_NAME: ReadonlySet<string> = new Set(['attribute', 'call', 'subscript']);

/** `*(a.b)` as `(*a).b`. */
function withInnerStar(splat: Draft): Draft {
  const [whole] = splat.children;
  if (whole === undefined || !BEHIND_NAME.has(whole.type)) return whole?.type === 'identifier' ? splat : odd('one star alone');
  let outer = whole;
  for (; ; ) {
    outer.start = splat.start;
    outer.line = splat.line;
    const [inner, ...others] = outer.children;
    if (inner === undefined) return odd('one star alone');
    if (BEHIND_NAME.has(inner.type)) outer = inner;
    else {
      if (inner.type !== 'identifier') return odd('one star alone');
      outer.children = [{ ...splat, field: inner.field, end: inner.end, children: [{ ...inner, field: null }] }, ...others];
      return whole;
    }
  }
}

/** `(...)` that is no call. */
export function parenthesis(p: Parsing): Draft {
  const from = here(p);
  need(p, '(');
  if (skip(p, ')')) return node(p, 'tuple', { from, children: [] });
  const first = word(p) === 'yield' ? yielded(p) : element(p);
  if (atClause(p)) return comprehension(p, 'generator_expression', { from, body: first, close: ')' });
  if (word(p) === ',') {
    if (first.type === 'yield') odd('yield in a tuple');
    const children = rest(p, first, ')');
    return node(p, 'tuple', { from, children });
  }
  need(p, ')');
  if (first.type === 'list_splat') odd('a bracket around a star');
  return node(p, 'parenthesized_expression', { from, children: [first] });
}

/** `[...]` that is no subscript. */
export function list(p: Parsing): Draft {
  const from = here(p);
  need(p, '[');
  if (skip(p, ']')) return node(p, 'list', { from, children: [] });
  const first = element(p);
  if (atClause(p)) return comprehension(p, 'list_comprehension', { from, body: first, close: ']' });
  const children = rest(p, first, ']');
  return node(p, 'list', { from, children });
}

function pair(p: Parsing): Draft {
  if (word(p) === '**') return doubleSplat(p);
  const from = here(p);
  const key = p.grammar.expression(p);
  return pairWith(p, from, key);
}

function pairWith(p: Parsing, from: Place, key: Draft): Draft {
  need(p, ':');
  return node(p, 'pair', { from, children: [role('key', key), role('value', p.grammar.expression(p))] });
}

function dictionary(p: Parsing, from: Place, first: Draft): Draft {
  if (atClause(p)) return comprehension(p, 'dictionary_comprehension', { from, body: first, close: '}' });
  const children = [first];
  while (skip(p, ',') && word(p) !== '}') children.push(pair(p));
  need(p, '}');
  return node(p, 'dictionary', { from, children });
}

/** `{...}` */
export function brace(p: Parsing): Draft {
  const from = here(p);
  need(p, '{');
  if (skip(p, '}')) return node(p, 'dictionary', { from, children: [] });
  if (word(p) === '**') return dictionary(p, from, doubleSplat(p));
  const start = here(p);
  const first = element(p);
  if (word(p) === ':') return dictionary(p, from, pairWith(p, start, first));
  if (atClause(p)) return comprehension(p, 'set_comprehension', { from, body: first, close: '}' });
  const children = rest(p, first, '}');
  return node(p, 'set', { from, children });
}
