import { from, HOLE, mixed, textValue, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, childrenAs, childOfType, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { addInPlace, bind } from './bind.js';
import { chosenBy } from './expressions.js';
import { learn } from './learn.js';
import { asBranch, evaluateChildren, MAIN, newScope, TOP, type Handlers, type Run, type Scope } from './run.js';

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

function assignment(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  const annotation = childAs(node, 'type');
  if (annotation) run.evaluate(annotation, scope);
  if (!left || !right) return UNKNOWN;
  const value = run.evaluate(right, scope);
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

/** What one element of an iterable can be: all that the iterable holds. */
export function elementOf(iterable: Value): Value {
  const [first] = iterable.items ?? [];
  const all = mixed([iterable, ...(iterable.items ?? [])]);
  return first ? { ...all, text: first.text, number: first.number, items: first.items, name: first.name } : all;
}

function forStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  return asBranch(scope, () => {
    if (left && right) bind(left, elementOf(run.evaluate(right, scope)), { scope, run });
    for (const part of node.children) if (part !== left && part !== right) run.evaluate(part, scope);
  });
}

/** `value as name`, in `with` and `except`. */
function asPattern(node: SyntaxNode, scope: Scope, run: Run): Value {
  const [first] = node.children;
  const alias = childAs(node, 'alias')?.children[0];
  const value = first ? run.evaluate(first, scope) : UNKNOWN;
  if (alias) bind(alias, value, { scope, run });
  return value;
}

const IS_MAIN = /^\(?\s*__name__\s*==\s*['"]__main__['"]|^\(?\s*['"]__main__['"]\s*==\s*__name__/;

function ifStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const condition = childAs(node, 'condition');
  const main = condition !== null && scope.owner === TOP && IS_MAIN.test(textOf(condition));
  if (condition) run.evaluate(condition, scope);
  return asBranch(scope, () => {
    for (const part of node.children) {
      if (part === condition) continue;
      // The block of a script start shares the module's names, but does not run on import.
      const inside = main && part.field === 'consequence' ? { ...scope, owner: MAIN } : scope;
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

const branching = (node: SyntaxNode, scope: Scope, run: Run): Value => asBranch(scope, () => evaluateChildren(node, scope, run));

const MOST_UNROLLED = 4_000;
const LONGEST_BODY = 300;
const LEAST_SPELLED = 20;

/** What a list of constants holds, one by one. */
function constantsIn(value: Value): readonly Value[] | null {
  const items = value.items ?? (value.text === null || value.text.includes(HOLE) ? null : Array.from(value.text).map(textValue));
  return items !== null && items.length > 0 && items.length <= MOST_UNROLLED && items.every(({ number, text }) => number !== null || text !== null) ? items : null;
}

/** `[chr(code - 3) for code in (…)]`: text that is put together letter by letter, to be read like any other. */
function spelled(node: SyntaxNode, inside: Scope, run: Run): Value | null {
  const [body, clause, ...more] = node.children;
  if (!body || clause?.type !== 'for_in_clause' || more.length > 0 || body.end - body.start > LONGEST_BODY || !/\b(?:chr|unichr)\b/.test(textOf(body))) return null;
  const left = childAs(clause, 'left');
  const right = childAs(clause, 'right');
  const constants = left?.type === 'identifier' && right ? constantsIn(run.evaluate(right, inside)) : null;
  if (!left || constants === null) return null;
  const items = constants.map((constant) => {
    bind(left, constant, { scope: inside, run });
    return run.evaluate(body, inside);
  });
  const result: Value = { ...mixed(items), items };
  // A short word spelled so may be a table of letters.
  return items.length < LEAST_SPELLED ? result : from(result, { kind: 'decoder', name: /[-+^%*]/.test(textOf(body)) ? 'shifted letters' : 'chr', line: node.line });
}

function comprehension(node: SyntaxNode, scope: Scope, run: Run): Value {
  const inside = newScope(scope, { kind: 'function', owner: scope.owner, classKey: scope.classKey });
  const text = spelled(node, inside, run);
  if (text !== null) return text;
  const sources: Value[] = [];
  for (const clause of node.children) {
    if (clause.type !== 'for_in_clause') continue;
    const left = childAs(clause, 'left');
    const rights = childrenAs(clause, 'right').map((right) => run.evaluate(right, inside));
    sources.push(...rights);
    if (left) bind(left, { ...elementOf(rights[0] ?? UNKNOWN), text: null, number: null }, { scope: inside, run });
  }
  const rest = node.children.filter((part) => part.type !== 'for_in_clause' && part.type !== 'if_clause');
  // A substitution: decoded letters choose from a table which other letters are taken.
  for (const clause of node.children) if (clause.type === 'if_clause') evaluateChildren(clause, inside, run);
  return mixed([...rest.map((part) => run.evaluate(part, inside)), ...sources.map(chosenBy)]);
}

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
  as_pattern: asPattern,
  if_statement: ifStatement,
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
