import { assignmentOrExpression, expressions, yielded } from './assignments.js';
import { importFrom, importStatement } from './import-statements.js';
import { odd } from './odd.js';
import { role, atExpression, type Draft, here, identifier, kindAt, leaf, need, needKind, node, type Parsing, skip, word } from './parsing.js';
import { NEWLINE } from './tokens.js';

function returned(p: Parsing): Draft {
  const from = here(p);
  need(p, 'return');
  const children = atExpression(p) ? [expressions(p)] : [];
  return node(p, 'return_statement', { from, children });
}

function raised(p: Parsing): Draft {
  const from = here(p);
  need(p, 'raise');
  const children = atExpression(p) ? [p.grammar.expression(p)] : [];
  if (word(p) === ',') odd('raise of Python 2');
  if (skip(p, 'from')) children.push(role('cause', p.grammar.expression(p)));
  return node(p, 'raise_statement', { from, children });
}

function deleted(p: Parsing): Draft {
  const from = here(p);
  need(p, 'del');
  return node(p, 'delete_statement', { from, children: [expressions(p)] });
}

function asserted(p: Parsing): Draft {
  const from = here(p);
  need(p, 'assert');
  const children = [p.grammar.expression(p)];
  if (skip(p, ',')) children.push(p.grammar.expression(p));
  return node(p, 'assert_statement', { from, children });
}

function lent(p: Parsing): Draft {
  const from = here(p);
  const type = `${word(p)}_statement`;
  p.at += 1;
  const children = [identifier(p)];
  while (skip(p, ',')) children.push(identifier(p));
  return node(p, type, { from, children });
}

function yieldStatement(p: Parsing): Draft {
  const from = here(p);
  return node(p, 'expression_statement', { from, children: [yielded(p)] });
}

const word0 = (p: Parsing): Draft => leaf(p, `${word(p)}_statement`);

const STATEMENTS: ReadonlyMap<string, (p: Parsing) => Draft> = new Map<string, (p: Parsing) => Draft>([
  ['import', importStatement],
  ['from', importFrom],
  ['return', returned],
  ['raise', raised],
  ['del', deleted],
  ['assert', asserted],
  ['global', lent],
  ['nonlocal', lent],
  ['yield', yieldStatement],
  ['pass', word0],
  ['break', word0],
  ['continue', word0],
]);

const statement = (p: Parsing): Draft => (STATEMENTS.get(word(p)) ?? assignmentOrExpression)(p);

/** The statements of one line. */
export function simpleStatements(p: Parsing, into: Draft[]): void {
  into.push(statement(p));
  while (skip(p, ';') && kindAt(p) !== NEWLINE) into.push(statement(p));
  needKind(p, NEWLINE);
}
