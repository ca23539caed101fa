import type { SyntaxNode } from '../node.js';
import { compoundStatement } from './compound-statements.js';
import { Odd } from './odd.js';
import { expression, operand, test } from './operators.js';
import { atEnd, deeper, type Draft, type Grammar, here, kindAt, needKind, node, type Parsing } from './parsing.js';
import { primary } from './primary.js';
import { simpleStatements } from './simple-statements.js';
import { tokenize } from './tokenize.js';
import { DEDENT, INDENT, NEWLINE } from './tokens.js';

function statement(p: Parsing, into: Draft[]): void {
  const compound = compoundStatement(p);
  if (compound) into.push(compound);
  else simpleStatements(p, into);
}

function statementsInside(p: Parsing): Draft {
  const children: Draft[] = [];
  if (kindAt(p) === NEWLINE) {
    needKind(p, NEWLINE);
    needKind(p, INDENT);
    const from = here(p);
    while (kindAt(p) !== DEDENT) statement(p, children);
    needKind(p, DEDENT);
    return node(p, 'block', { from, children });
  }
  const from = here(p);
  simpleStatements(p, children);
  return node(p, 'block', { from, children });
}

const GRAMMAR: Grammar = { expression, primary, operand, test, block: (p) => deeper(p, statementsInside) };

function moduleOf(source: string): SyntaxNode {
  const p: Parsing = { source, tokens: tokenize(source), grammar: GRAMMAR, at: 0, count: 0, depth: 0 };
  const children: Draft[] = [];
  while (!atEnd(p)) statement(p, children);
  return { type: 'module', field: null, start: 0, end: source.length, line: 1, children, source, isFlawless: true };
}

/**
 * The tree of a file of ordinary Python 3, the same as tree-sitter gives and several times faster. Null for everything else: rare syntax, errors
 * and what could be read in more than one way are left to tree-sitter.
 */
export function parseQuickly(source: string): SyntaxNode | null {
  // tree-sitter takes a NUL character for the end of the text, wherever it stands.
  if (source.includes('\0')) return null;
  try {
    return moduleOf(source);
  } catch (error) {
    if (error instanceof Odd) return null;
    throw error;
  }
}
