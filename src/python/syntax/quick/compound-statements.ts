import { expressions } from './assignments.js';
import { atMatch, matchStatement } from './match-statement.js';
import { odd } from './odd.js';
import { parameters, type } from './parameters.js';
import { role, type Draft, here, identifier, kindAt, need, needKind, node, type Parsing, type Place, skip, word } from './parsing.js';
import { callArguments } from './primary.js';
import { targets } from './targets.js';
import { NAME, NEWLINE } from './tokens.js';

type Part = (p: Parsing) => Draft;

function suite(p: Parsing): Draft {
  need(p, ':');
  return p.grammar.block(p);
}

function elseClause(p: Parsing): Draft {
  const from = here(p);
  need(p, 'else');
  return node(p, 'else_clause', { from, children: [role('body', suite(p))] });
}

function conditional(p: Parsing, type: 'if_statement' | 'elif_clause'): Draft {
  const from = here(p);
  p.at += 1;
  const children = [role('condition', p.grammar.expression(p)), role('consequence', suite(p))];
  if (type === 'if_statement') {
    while (word(p) === 'elif') children.push(role('alternative', conditional(p, 'elif_clause')));
    if (word(p) === 'else') children.push(role('alternative', elseClause(p)));
  }
  return node(p, type, { from, children });
}

function loop(p: Parsing, from: Place): Draft {
  need(p, 'for');
  const left = role('left', targets(p));
  need(p, 'in');
  const children = [left, role('right', expressions(p)), role('body', suite(p))];
  if (word(p) === 'else') children.push(role('alternative', elseClause(p)));
  return node(p, 'for_statement', { from, children });
}

function whileLoop(p: Parsing): Draft {
  const from = here(p);
  need(p, 'while');
  const children = [role('condition', p.grammar.expression(p)), role('body', suite(p))];
  if (word(p) === 'else') children.push(role('alternative', elseClause(p)));
  return node(p, 'while_statement', { from, children });
}

const BINDS_LESS: ReadonlySet<string> = new Set(['conditional_expression', 'boolean_operator', 'not_operator', 'comparison_operator', 'lambda']);

/** A value under another name, behind `with` and `except`. */
function aliased(p: Parsing, target: Part): Draft {
  const from = here(p);
  const value = p.grammar.expression(p);
  if (!skip(p, 'as')) return value;
  // tree-sitter takes the name for one of the last part alone.
  if (BINDS_LESS.has(value.type)) odd('a name for a whole operation');
  const start = here(p);
  const alias = target(p);
  return node(p, 'as_pattern', { from, children: [value, role('alias', node(p, 'as_pattern_target', { from: start, children: [alias] }))] });
}

function exceptClause(p: Parsing): Draft {
  const from = here(p);
  need(p, 'except');
  const children = word(p) === ':' ? [] : [role('value', aliased(p, identifier))];
  children.push(suite(p));
  return node(p, 'except_clause', { from, children });
}

function finallyClause(p: Parsing): Draft {
  const from = here(p);
  need(p, 'finally');
  return node(p, 'finally_clause', { from, children: [suite(p)] });
}

function tryStatement(p: Parsing): Draft {
  const from = here(p);
  need(p, 'try');
  const children = [role('body', suite(p))];
  while (word(p) === 'except') children.push(exceptClause(p));
  if (word(p) === 'else') children.push(elseClause(p));
  if (word(p) === 'finally') children.push(finallyClause(p));
  return children.length === 1 ? odd('try alone') : node(p, 'try_statement', { from, children });
}

function withItem(p: Parsing): Draft {
  const from = here(p);
  return node(p, 'with_item', { from, children: [role('value', aliased(p, p.grammar.primary))] });
}

function bare(draft: Draft): Draft {
  draft.field = null;
  return draft;
}

/** What stands in one bracket from `with` to the colon; null where the bracket is only the beginning of the first item, or all there is to it. */
function bracketedItems(p: Parsing, from: Place): Draft | null {
  need(p, '(');
  const items = [withItem(p)];
  while (skip(p, ',') && word(p) !== ')') items.push(withItem(p));
  const isList = p.tokens.words[p.at - 1] === ',' || items.length > 1;
  need(p, ')');
  if (isList) return word(p) === ':' && items.length > 1 ? node(p, 'with_clause', { from, children: items }) : odd('with (');
  const value = items[0]?.children[0];
  if (value?.type !== 'as_pattern') return null;
  // tree-sitter takes the brackets around one item for those of an expression.
  if (word(p) !== ':') odd('with (');
  const whole = node(p, 'parenthesized_expression', { from, children: [bare(value)] });
  return node(p, 'with_clause', { from, children: [node(p, 'with_item', { from, children: [role('value', whole)] })] });
}

function withClause(p: Parsing): Draft {
  const from = here(p);
  const whole = word(p) === '(' ? bracketedItems(p, from) : null;
  if (whole !== null) return whole;
  p.at = from;
  const items = [withItem(p)];
  while (skip(p, ',')) items.push(withItem(p));
  return node(p, 'with_clause', { from, children: items });
}

function withStatement(p: Parsing, from: Place): Draft {
  need(p, 'with');
  const clause = withClause(p);
  return node(p, 'with_statement', { from, children: [clause, role('body', suite(p))] });
}

function functionDefinition(p: Parsing, from: Place): Draft {
  need(p, 'def');
  const children = [role('name', identifier(p)), role('parameters', parameters(p))];
  if (skip(p, '->')) children.push(role('return_type', type(p)));
  children.push(role('body', suite(p)));
  return node(p, 'function_definition', { from, children });
}

function classDefinition(p: Parsing, from: Place): Draft {
  need(p, 'class');
  const children = [role('name', identifier(p))];
  if (word(p) === '(') {
    const bases = callArguments(p);
    children.push(bases.type === 'argument_list' ? role('superclasses', bases) : odd('bases'));
  }
  children.push(role('body', suite(p)));
  return node(p, 'class_definition', { from, children });
}

function decorated(p: Parsing): Draft {
  const from = here(p);
  const children: Draft[] = [];
  while (word(p) === '@') {
    const start = here(p);
    need(p, '@');
    children.push(node(p, 'decorator', { from: start, children: [p.grammar.expression(p)] }));
    needKind(p, NEWLINE);
  }
  const start = here(p);
  const definition = word(p) === 'class' ? classDefinition(p, start) : skip(p, 'async') || word(p) === 'def' ? functionDefinition(p, start) : odd('decorator');
  return node(p, 'decorated_definition', { from, children: [...children, role('definition', definition)] });
}

function asynchronous(p: Parsing): Draft {
  const from = here(p);
  need(p, 'async');
  if (word(p) === 'def') return functionDefinition(p, from);
  return word(p) === 'for' ? loop(p, from) : withStatement(p, from);
}

const STATEMENTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['if', (p) => conditional(p, 'if_statement')],
  ['for', (p) => loop(p, here(p))],
  ['while', whileLoop],
  ['try', tryStatement],
  ['with', (p) => withStatement(p, here(p))],
  ['def', (p) => functionDefinition(p, here(p))],
  ['class', (p) => classDefinition(p, here(p))],
  ['@', decorated],
  ['async', asynchronous],
]);

/** A statement that holds others, or null when another kind of statement comes next. */
export function compoundStatement(p: Parsing): Draft | null {
  if (kindAt(p) === NAME) return atMatch(p) ? matchStatement(p) : null;
  const read = kindAt(p) === NEWLINE ? undefined : STATEMENTS.get(word(p));
  return read ? read(p) : null;
}
