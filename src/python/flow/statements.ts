import { UNKNOWN, changed, from, either, mixed, type Value } from '../fold/value.js';
import { childAs, childrenAs, childOfType, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { hearsPipAlone, isOnlyAsked } from './asked-branch.js';
import { addInPlace, bind } from './bind.js';
import { comprehension, elementOf, iterated } from './comprehensions.js';
import { entered } from './instances.js';
import { share } from './containers.js';
import { learn } from './learn.js';
import { callSpecial, IS_TRUE } from './special-methods.js';
import { ASKED, MAIN, TOP, asBranch, evaluateChildren, type Handlers, type Run, type Scope } from './run.js';

function isLiteral(node: SyntaxNode): boolean {
  if (node.type === 'concatenated_string' || node.type === 'tuple') return node.children.every(isLiteral);
  return node.type === 'integer' || (node.type === 'string' && !node.children.some((part) => part.type === 'interpolation'));
}

/** setuptools reads a variable that it is told of (`attr:`) without importing the module, when its first assignment is a literal. */
function noteLiteral({ left, right }: { readonly left: SyntaxNode; readonly right: SyntaxNode }, scope: Scope, run: Run): void {
  if (run.runs !== 'install' || scope !== run.module || left.type !== 'identifier') return;
  const { literals } = run.recording;
  const name = nameOf(left);
  if (!literals.has(name)) literals.set(name, scope.branches === 0 && isLiteral(right));
}

const LONGEST_MOVE = 120;

/** `data[at] = (data[at] - 7) % 256`: what a list holds is another thing from now on. */
function movedInPlace(left: SyntaxNode, right: SyntaxNode, value: Value): Value {
  if (left.type !== 'subscript' || right.type !== 'binary_operator' || right.end - right.start > LONGEST_MOVE) return value;
  const [place, moved] = [textOf(left), textOf(right)];
  return moved.includes(place) && /\]\s*[-^]|[-^]\s*\w+\s*\[/.test(moved) ? from(value, { kind: 'decoder', name: 'shifted letters', line: left.line }) : value;
}

function assignment(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  const annotation = childAs(node, 'type');
  if (annotation) run.evaluate(annotation, scope);
  if (!left || !right) return UNKNOWN;
  const value = movedInPlace(left, right, run.evaluate(right, scope));
  bind(left, value, { scope, run });
  noteLiteral({ left, right }, scope, run);
  return value;
}

function augmentedAssignment(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  if (left && right) addInPlace(left, run.evaluate(right, scope), { scope, run });
  return UNKNOWN;
}

function namedExpression(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = childAs(node, 'name');
  const value = childAs(node, 'value');
  if (!name || !value) return UNKNOWN;
  const result = run.evaluate(value, scope);
  bind(name, result, { scope, run });
  return result;
}

function forStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  return asBranch(scope, () => {
    if (left && right) bind(left, elementOf(iterated(run.evaluate(right, scope), { scope, line: node.line, run })), { scope, run });
    for (const part of node.children) if (part !== left && part !== right) run.evaluate(part, scope);
  });
}

/** `value as name`, in `with` and `except`. */
function asPattern(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [first] = node.children;
  const alias = childAs(node, 'alias')?.children[0];
  const value = first ? run.evaluate(first, scope) : UNKNOWN;
  if (alias) bind(alias, entered(value, { from: scope.owner, line: node.line }, run) ?? value, { scope, run });
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

const IS_MAIN = /^\(?\s*__name__\s*==\s*['"]__main__['"]|^\(?\s*['"]__main__['"]\s*==\s*__name__/;

/** Whom the block belongs to that runs under a condition: blocks of the module's own can be for some occasions only. */
function blockOwner(condition: SyntaxNode | null, scope: Scope, run: Run): string {
  if (condition === null || scope.kind !== 'module') return scope.owner;
  if (scope.owner === TOP && IS_MAIN.test(textOf(condition))) return MAIN;
  return hearsPipAlone(run) && isOnlyAsked(condition, scope) ? ASKED : scope.owner;
}

function ifStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const condition = childAs(node, 'condition');
  const owner = blockOwner(condition, scope, run);
  if (condition) callSpecial(run.evaluate(condition, scope), IS_TRUE, { call: { args: [], from: scope.owner, line: node.line }, run });
  return asBranch(scope, () => {
    for (const part of node.children) {
      if (part === condition) continue;
      // The block shares the module's names, but does not always run.
      const inside = owner !== scope.owner && part.field === 'consequence' ? { ...scope, owner } : scope;
      run.evaluate(part, inside);
    }
  });
}

function returnStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = mixedOrOnly(evaluateChildren(node, scope, run));
  const info = run.functions.get(scope.owner);
  if (info) info.returned = learn(info.returned, value, { run, isLate: run.asked.has(scope.owner) });
  return UNKNOWN;
}

const mixedOrOnly = (values: readonly Value[]): Value => (values.length === 1 ? (values[0] ?? UNKNOWN) : mixed(values));

function lend(node: SyntaxNode, scope: Scope): Value {
  let home: Scope = scope;
  if (node.type === 'global_statement') while (home.parent) home = home.parent;
  else if (scope.parent) home = scope.parent;
  if (home !== scope) scope.lent = new Map([...scope.lent, ...node.children.map((name) => [nameOf(name), home] as const)]);
  return UNKNOWN;
}

/** Python 2's `exec code in namespace`. */
function execStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const values = evaluateChildren(node, scope, run);
  const code = values[0] ?? UNKNOWN;
  const sink = { name: 'exec', line: node.line };
  run.recording.calls.push({ ...sink, kind: 'exec', owner: scope.owner, text: null });
  run.recording.arrivals.push({ to: 'exec', sink, owner: scope.owner, origins: code.origins, keys: code.keys, text: null, code: code.text });
  return UNKNOWN;
}

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

const branching = (node: SyntaxNode, scope: Scope, run: Run): Value => asBranch(scope, () => evaluateChildren(node, scope, run));

function caseClause(node: SyntaxNode, scope: Scope, run: Run): Value {
  const body = childAs(node, 'consequence') ?? childOfType(node, 'block');
  return asBranch(scope, () => void (body && run.evaluate(body, scope)));
}

export const STATEMENTS: Handlers = {
  assignment,
  augmented_assignment: augmentedAssignment,
  named_expression: namedExpression,
  for_statement: forStatement,
  while_statement: branching,
  try_statement: branching,
  raise_statement: raiseStatement,
  except_clause: exceptClause,
  match_statement: matchStatement,
  with_statement: withStatement,
  as_pattern: asPattern,
  with_item: withItem,
  if_statement: ifStatement,
  elif_clause: ifStatement,
  return_statement: returnStatement,
  yield: returnStatement,
  global_statement: lend,
  nonlocal_statement: lend,
  exec_statement: execStatement,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  dictionary_comprehension: comprehension,
  case_clause: caseClause,
};
