import { UNKNOWN, either, type Value } from '../../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { bind } from '../binding/bind.js';
import { elementOf } from '../comprehensions.js';
import { isGenerator } from '../generators.js';
import { entered } from '../instances.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';

/** `value as name`, in `with` and `except`. */
function asPattern(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [first] = node.children;
  const alias = childAs(node, 'alias')?.children[0];
  const value = first ? run.evaluate(first, scope) : UNKNOWN;
  if (alias) bind(alias, entered(value, { from: scope.owner, line: node.line }, run) ?? (isGenerator(value) ? elementOf(value) : value), { scope, run });
  return value;
}

/** `with object:`, with a name or without one. */
function withItem(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [value = UNKNOWN] = evaluateChildren(node, scope, run);
  entered(value, { from: scope.owner, line: node.line }, run);
  return value;
}

/** The plain names that a `with` gives to what it opens. */
function namesOpened(node: SyntaxNode): readonly string[] {
  const items = node.children.filter(({ field }) => field !== 'body').flatMap(({ children }) => children);
  return items.flatMap((item) => {
    const alias = childAs(childAs(item, 'value') ?? item, 'alias')?.children[0];
    return alias?.type === 'identifier' ? [nameOf(alias)] : [];
  });
}

/**
 * What `with` opens is all that its name stands for while the body runs, also where nobody knows whether that is ever reached: scripts call one
 * file after another `f`, and run what one of them holds.
 */
function withStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const { branches } = scope;
  const before = new Map(branches === 0 ? [] : namesOpened(node).map((name) => [name, scope.names.get(name)] as const));
  for (const part of node.children) {
    scope.branches = part.field === 'body' ? branches : 0;
    run.evaluate(part, scope);
  }
  scope.branches = branches;
  for (const [name, value] of before) scope.names.set(name, either(value, scope.names.get(name) ?? UNKNOWN));
  return UNKNOWN;
}

/** `with` and its parts. */
export const OPENINGS: Handlers = { with_statement: withStatement, as_pattern: asPattern, with_item: withItem };
