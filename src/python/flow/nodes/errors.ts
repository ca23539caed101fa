import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
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

// It is a reply as well, which is read like others.
const IS_REPLY = 'urllib.error.HTTPError';

/** What an error holds: what was put into it, and the reply that it is. */
function withReply(caught: SyntaxNode, scope: Scope, run: Run): Value {
  const raised = raisedSoFar(run);
  const [kind] = caught.children;
  const isReply = kind !== undefined && textOf(kind).slice(0, LONGEST_NAMES).includes('HTTPError') && run.evaluate(kind, scope).name === IS_REPLY;
  return isReply ? changed(raised, { name: IS_REPLY }) : raised;
}

/** `except Error as error:` */
function exceptClause(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [caught] = node.children;
  const alias = caught?.type === 'as_pattern' ? childAs(caught, 'alias')?.children[0] : undefined;
  if (alias && caught) bind(alias, withReply(caught, scope, run), { scope, run });
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
