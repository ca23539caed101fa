import { UNKNOWN, mixed, type Value } from '../../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../../syntax/node.js';
import { bind } from '../binding/bind.js';
import { noteRaised, raisedSoFar } from '../raised.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';

/** `raise Error(payload)`: whoever catches it finds in it what it was made of. */
function raiseStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  noteRaised(mixed(evaluateChildren(node, scope, run)), run);
  return UNKNOWN;
}

// `except ImportError:`, `except (ImportError, ModuleNotFoundError) as error:`
const IS_IMPORT_ERROR = /^\(?\s*(?:ImportError|ModuleNotFoundError)\b(?:\s*,\s*(?:ImportError|ModuleNotFoundError))*\s*\)?(?:\s+as\b.*)?$/;
const LONGEST_NAMES = 100;

/** `except Error as error:` */
function exceptClause(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [caught] = node.children;
  const alias = caught?.type === 'as_pattern' ? childAs(caught, 'alias')?.children[0] : undefined;
  if (alias) bind(alias, raisedSoFar(run), { scope, run });
  const before = scope.isWithoutImport;
  for (const part of node.children) {
    run.evaluate(part.type === 'as_pattern' ? (part.children[0] ?? part) : part, scope);
    if (part === caught) scope.isWithoutImport = before || IS_IMPORT_ERROR.test(textOf(caught).slice(0, LONGEST_NAMES));
  }
  scope.isWithoutImport = before;
  return UNKNOWN;
}

/** `raise` and `except`. */
export const ERRORS: Handlers = { raise_statement: raiseStatement, except_clause: exceptClause };
