import { odd } from './odd.js';
import { type } from './parameters.js';
import { role, atExpression, type Draft, here, leaf, need, node, type Parsing, type Place, skip, word, startsAt } from './parsing.js';
import { asTarget, splatPlace, splatValue } from './targets.js';

const IN_PLACE: ReadonlySet<string> = new Set(['+=', '-=', '*=', '/=', '@=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=']);

const element = (p: Parsing): Draft => (word(p) === '*' ? splatPlace(p) : p.grammar.expression(p));

function elements(p: Parsing): Draft[] {
  const list = [element(p)];
  while (skip(p, ',')) {
    if (!atExpression(p)) break;
    list.push(element(p));
  }
  return list;
}

const value = (p: Parsing): Draft => (word(p) === '*' ? splatValue(p) : p.grammar.expression(p));

/** One expression, or several with commas as one node. */
export function expressions(p: Parsing): Draft {
  const from = here(p);
  const first = value(p);
  if (word(p) !== ',') return first.type === 'list_splat' ? odd('one star alone') : first;
  const children = [first];
  while (skip(p, ',')) {
    if (!atExpression(p)) break;
    children.push(value(p));
  }
  return node(p, 'expression_list', { from, children });
}

/** `yield`, `yield x` and `yield from x`. */
export function yielded(p: Parsing): Draft {
  const from = here(p);
  need(p, 'yield');
  if (skip(p, 'from')) return node(p, 'yield', { from, children: [p.grammar.expression(p)] });
  const children = atExpression(p) ? [expressions(p)] : [];
  return node(p, 'yield', { from, children });
}

function rightSide(p: Parsing): Draft {
  if (word(p) === 'yield') return yielded(p);
  const from = here(p);
  const right = expressions(p);
  return word(p) === '=' ? assignment(p, from, right) : right;
}

function assignment(p: Parsing, from: Place, left: Draft): Draft {
  need(p, '=');
  const target = role('left', asTarget(left));
  return node(p, 'assignment', { from, children: [target, role('right', rightSide(p))] });
}

function annotated(p: Parsing, from: Place, left: Draft): Draft {
  need(p, ':');
  const children = [role('left', asTarget(left)), role('type', type(p))];
  if (skip(p, '=')) children.push(role('right', rightSide(p)));
  return node(p, 'assignment', { from, children });
}

function inPlace(p: Parsing, from: Place, left: Draft): Draft {
  const operator = leaf(p, word(p), 'operator');
  return node(p, 'augmented_assignment', { from, children: [role('left', asTarget(left)), operator, role('right', rightSide(p))] });
}

// `print` and `exec` were statements once, and tree-sitter still reads them so where it can.
const OLD_STATEMENT = /(?:print|exec)\b(?!\s*[.=])/y;

function isOldStatement(source: string, start: number, parts: readonly Draft[]): boolean {
  OLD_STATEMENT.lastIndex = start;
  if (!OLD_STATEMENT.test(source)) return false;
  return parts.length > 1 || parts[0]?.type !== 'call' || parts[0].children[0]?.type !== 'identifier';
}

// `type X = ...` is a statement, and tree-sitter takes `type(x).y = ...` for one as well.
const isTypeAlias = (source: string, start: number): boolean => source.startsWith('type(', start) || source.startsWith('type[', start);

/** A statement that begins with an expression. */
export function assignmentOrExpression(p: Parsing): Draft {
  const from = here(p);
  const start = startsAt(p);
  const parts = elements(p);
  if (isOldStatement(p.source, start, parts)) odd('print or exec');
  const [only] = parts;
  const left = parts.length === 1 && p.tokens.words[p.at - 1] !== ',' && only ? only : node(p, 'expression_list', { from, children: parts });
  const sign = word(p);
  if (sign === '=' && isTypeAlias(p.source, start)) odd('type');
  if (sign === '=') return node(p, 'expression_statement', { from, children: [assignment(p, from, left)] });
  if (sign === ':' && left === only) return node(p, 'expression_statement', { from, children: [annotated(p, from, left)] });
  if (IN_PLACE.has(sign)) return node(p, 'expression_statement', { from, children: [inPlace(p, from, left)] });
  return node(p, 'expression_statement', { from, children: parts });
}
