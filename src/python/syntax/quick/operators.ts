import { odd } from './odd.js';
import { role, deeper, type Draft, here, leaf, need, node, type Parsing, skip, word, wordAfter } from './parsing.js';
import { lambda } from './parameters.js';
import { NAME, NEWLINE, WORD } from './tokens.js';

// As tree-sitter-python binds them; the difference to CPython (`^` and `&`) is kept, because both parsers have to give the same tree.
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['|', 1], ['&', 2], ['^', 3], ['<<', 4], ['>>', 4], ['+', 5], ['-', 5], ['*', 6], ['@', 6], ['/', 6], ['%', 6], ['//', 6],
]);
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '==', '!=', '>=', '>', 'in', 'is', 'not']);

function power(p: Parsing): Draft {
  const from = here(p);
  const base = p.grammar.primary(p);
  if (word(p) !== '**') return base;
  const operator = leaf(p, '**', 'operator');
  const right = role('right', deeper(p, unary));
  return node(p, 'binary_operator', { from, children: [role('left', base), operator, right] });
}

function unary(p: Parsing): Draft {
  const sign = word(p);
  const from = here(p);
  if (sign === '-' || sign === '+' || sign === '~') {
    const operator = leaf(p, sign, 'operator');
    return node(p, 'unary_operator', { from, children: [operator, role('argument', deeper(p, unary))] });
  }
  return skip(p, 'await') ? node(p, 'await', { from, children: [power(p)] }) : power(p);
}

function binary(p: Parsing, least: number): Draft {
  const from = here(p);
  let left = unary(p);
  for (;;) {
    const sign = word(p);
    const precedence = sign === '' ? undefined : PRECEDENCE.get(sign);
    if (precedence === undefined || precedence < least) return left;
    const operator = leaf(p, sign, 'operator');
    const right = role('right', binary(p, precedence + 1));
    left = node(p, 'binary_operator', { from, children: [role('left', left), operator, right] });
  }
}

/** What comparisons compare. */
export const operand = (p: Parsing): Draft => binary(p, 0);

/** `not in` and `is not` are one operator. */
function comparisonSign(p: Parsing): Draft {
  const first = word(p);
  if ((first === 'not' && wordAfter(p) === 'in') || (first === 'is' && wordAfter(p) === 'not')) {
    const from = here(p);
    p.at += 2;
    return role('operators', node(p, first === 'is' ? 'is not' : 'not in', { from, children: [] }));
  }
  return first === 'not' ? odd('not') : leaf(p, first, 'operators');
}

function comparison(p: Parsing): Draft {
  const from = here(p);
  const first = operand(p);
  if (!COMPARISONS.has(word(p))) return first;
  const children = [first];
  while (COMPARISONS.has(word(p))) children.push(comparisonSign(p), operand(p));
  return node(p, 'comparison_operator', { from, children });
}

function negation(p: Parsing): Draft {
  const from = here(p);
  return skip(p, 'not') ? node(p, 'not_operator', { from, children: [role('argument', deeper(p, negation))] }) : comparison(p);
}

interface Joined {
  readonly sign: string;
  readonly part: (p: Parsing) => Draft;
}

function joined(p: Parsing, { sign, part }: Joined): Draft {
  const from = here(p);
  let left = part(p);
  while (word(p) === sign) {
    const operator = leaf(p, sign, 'operator');
    left = node(p, 'boolean_operator', { from, children: [role('left', left), operator, role('right', part(p))] });
  }
  return left;
}

const AND: Joined = { sign: 'and', part: negation };
const OR: Joined = { sign: 'or', part: (p) => joined(p, AND) };

/** An expression without `if` or `lambda` at its top. */
export const test = (p: Parsing): Draft => joined(p, OR);

function anyExpression(p: Parsing): Draft {
  if (word(p) === 'lambda') return lambda(p);
  const from = here(p);
  const first = test(p);
  if (word(p) === ':=') {
    if (first.type !== 'identifier') odd(':=');
    need(p, ':=');
    const value = role('value', anyExpression(p));
    // tree-sitter takes the whole for a condition between the named value and another.
    if (value.type === 'conditional_expression') odd('a named condition');
    return node(p, 'named_expression', { from, children: [role('name', first), value] });
  }
  if (word(p) !== 'if') return first;
  need(p, 'if');
  const condition = test(p);
  need(p, 'else');
  return node(p, 'conditional_expression', { from, children: [first, condition, deeper(p, anyExpression)] });
}

const ENDS: ReadonlySet<string> = new Set([',', ')', ']', '}', ':', '=']);

/** True for a name that is all there is: as most are, they spare the way down through all the operators. */
function isNameAlone({ tokens, at }: Parsing): boolean {
  if (tokens.kinds[at] !== NAME) return false;
  const next = tokens.kinds[at + 1];
  return next === NEWLINE || (next === WORD && ENDS.has(tokens.words[at + 1] ?? ''));
}

/** Any expression. */
export const expression = (p: Parsing): Draft => (isNameAlone(p) ? leaf(p, 'identifier') : deeper(p, anyExpression));
