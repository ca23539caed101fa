import { odd } from './odd.js';
import { type Draft, here, isName, kindAt, need, needKind, node, type Parsing, role, skip, word } from './parsing.js';
import { casePattern } from './patterns.js';
import { DEDENT, END, INDENT, NEWLINE } from './tokens.js';

/** True where a line begins with `match`, ends with a colon, and `case` is the first word of the block behind it: both are ordinary names elsewhere. */
export function atMatch(p: Parsing): boolean {
  if (!isName(p, p.at, 'match')) return false;
  const { kinds, words } = p.tokens;
  let end = p.at + 1;
  // Not beyond a semicolon: a line of many such names would be gone through for each of them.
  while (kinds[end] !== NEWLINE && kinds[end] !== END && words[end] !== ';') end += 1;
  return kinds[end] === NEWLINE && words[end - 1] === ':' && kinds[end + 1] === INDENT && isName(p, end + 2, 'case');
}

/** Parts with commas between them, up to a colon or an `if`. */
function listed(p: Parsing, part: (p: Parsing) => Draft): Draft[] {
  const children = [part(p)];
  while (skip(p, ',') && word(p) !== ':' && word(p) !== 'if') children.push(part(p));
  return children;
}

const subject = (p: Parsing): Draft => (word(p) === '*' ? odd('a star') : role('subject', p.grammar.expression(p)));

function guard(p: Parsing): Draft {
  const from = here(p);
  need(p, 'if');
  return role('guard', node(p, 'if_clause', { from, children: [p.grammar.expression(p)] }));
}

function caseClause(p: Parsing): Draft {
  const from = here(p);
  if (!isName(p, p.at, 'case')) odd('no case');
  p.at += 1;
  const children = listed(p, casePattern);
  if (word(p) === 'if') children.push(guard(p));
  need(p, ':');
  children.push(role('consequence', p.grammar.block(p)));
  return role('alternative', node(p, 'case_clause', { from, children }));
}

/** `match` and its cases (PEP 634). */
export function matchStatement(p: Parsing): Draft {
  const from = here(p);
  p.at += 1;
  const children = listed(p, subject);
  need(p, ':');
  const start = here(p);
  needKind(p, NEWLINE);
  needKind(p, INDENT);
  const cases: Draft[] = [];
  while (kindAt(p) !== DEDENT) cases.push(caseClause(p));
  needKind(p, DEDENT);
  children.push(role('body', node(p, 'block', { from: start, children: cases })));
  return node(p, 'match_statement', { from, children });
}
