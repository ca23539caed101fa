import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
import { childAs, type SyntaxNode } from '../../syntax/node.js';
import { bind } from '../bind.js';
import { share } from '../containers.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';

// Kept among what functions share: an error is raised in one and caught in another.
const RAISED = '<raised>';
const IS_CARRIED: ReadonlySet<string> = new Set(['decoder', 'network', 'hidden', 'shipped']);

/** `raise Error(payload)`: whoever catches it finds in it what it was made of. */
function raiseStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const origins = mixed(evaluateChildren(node, scope, run)).origins.filter(({ kind }) => IS_CARRIED.has(kind));
  if (origins.length > 0) share(RAISED, mixed([changed(UNKNOWN, { origins: run.shared.get(RAISED) ?? [] }), changed(UNKNOWN, { origins })]), run);
  return UNKNOWN;
}

/** `except Error as error:` */
function exceptClause(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [caught] = node.children;
  const alias = caught?.type === 'as_pattern' ? childAs(caught, 'alias')?.children[0] : undefined;
  if (alias) bind(alias, changed(UNKNOWN, { origins: run.shared.get(RAISED) ?? [] }), { scope, run });
  for (const part of node.children) run.evaluate(part.type === 'as_pattern' ? (part.children[0] ?? part) : part, scope);
  return UNKNOWN;
}

/** `raise` and `except`. */
export const ERRORS: Handlers = { raise_statement: raiseStatement, except_clause: exceptClause };
