import { UNKNOWN, mixed, type Value } from '../../fold/value.js';
import { childAs, childrenAs, childOfType, type SyntaxNode } from '../../syntax/node.js';
import { bind } from '../binding/bind.js';
import { asBranch, type Handlers, type Run, type Scope } from '../run.js';

/** `match subject: case name:` All names in a pattern take a part of the subject. */
function matchStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = mixed(childrenAs(node, 'subject').map((subject) => run.evaluate(subject, scope)));
  for (const clause of casesIn(node)) {
    for (const pattern of clause.children.filter(({ type }) => type === 'case_pattern')) bindPattern(pattern, value, { scope, run });
    run.evaluate(clause, scope);
  }
  return UNKNOWN;
}

const casesIn = (node: SyntaxNode): readonly SyntaxNode[] => node.children.flatMap((child) => (child.type === 'case_clause' ? [child] : child.type === 'block' ? casesIn(child) : []));

function bindPattern(pattern: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  if (pattern.type === 'identifier') return bind(pattern, value, where);
  for (const part of pattern.children) bindPattern(part, value, where);
}

function caseClause(node: SyntaxNode, scope: Scope, run: Run): Value {
  const body = childAs(node, 'consequence') ?? childOfType(node, 'block');
  const guard = childAs(node, 'guard');
  if (guard) run.evaluate(guard, scope);
  return asBranch(scope, () => void (body && run.evaluate(body, scope)));
}

/** `match` and `case`. */
export const MATCHES: Handlers = { match_statement: matchStatement, case_clause: caseClause };
