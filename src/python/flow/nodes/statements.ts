import { either, UNKNOWN, mixed, type Value } from '../../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { hearsPipAlone, isOnlyAsked } from '../asked-branch.js';
import { bind } from '../binding/bind.js';
import { comprehension, elementOf, iterated } from '../comprehensions.js';
import { handsOn, yielded } from '../generators.js';
import { withoutSecrets } from '../harmless-variables.js';
import { forEachElement } from '../loops.js';
import { learn } from '../learn.js';
import { ASSIGNMENTS } from './assignments.js';
import { DELETIONS } from './deletions.js';
import { ERRORS } from './errors.js';
import { MATCHES } from './matches.js';
import { OPENINGS } from './openings.js';
import { callSpecial, IS_TRUE } from '../special-methods.js';
import { ASKED, MAIN, TOP, asBranch, evaluateChildren, ownedBy, type Handlers, type Run, type Scope } from '../run.js';

/** What a name stands for, which the next element then takes the place of. */
function taken(name: string, scope: Scope): Value {
  const value = scope.names.get(name) ?? UNKNOWN;
  scope.names.delete(name);
  return value;
}

function forStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const left = childAs(node, 'left');
  const right = childAs(node, 'right');
  return asBranch(scope, () => {
    const all = right ? iterated(run.evaluate(right, scope), { scope, line: node.line, run }) : UNKNOWN;
    const list = left && right ? withoutSecrets(all, node, { left, right }) : all;
    const name = left?.type === 'identifier' ? nameOf(left) : null;
    const replaced: Value[] = [];
    forEachElement(list, { loop: node, run }, (element) => {
      if (element !== null && name !== null) replaced.push(taken(name, scope));
      if (left && right) bind(left, element ?? elementOf(list), { scope, run });
      for (const part of node.children) if (part !== left && part !== right) run.evaluate(part, scope);
    });
    // Behind the loop it may be any of them.
    if (name !== null && replaced.length > 0) scope.names.set(name, [...replaced, scope.names.get(name) ?? UNKNOWN].reduce(either));
  });
}

const ASKS_FOR_MAIN = /^\(?\s*(?:__name__\s*==\s*['"]__main__['"]|['"]__main__['"]\s*==\s*__name__)/;
// Nothing may stand behind it that makes the whole true where this is not.
const AND_MORE = /^\s*\)?\s*(?:$|and\b(?!.*\b(?:or|if)\b))/s;
const TEXTS = /"[^"]*"|'[^']*'/g;
const INNERMOST = /\([^()]*\)/g;
const DEEPEST = 5;

function asksForScript(condition: string): boolean {
  const asked = ASKS_FOR_MAIN.exec(condition)?.[0];
  if (asked === undefined) return false;
  let rest = condition.slice(asked.length).replace(TEXTS, '');
  for (let depth = 0; depth < DEEPEST; depth += 1) rest = rest.replace(INNERMOST, '');
  return AND_MORE.test(rest);
}

// What a block gives back is given back by its function.
const GIVES_BACK = /\b(?:return|yield)\b/;

/** True for a block that runs only in a script. Where the file gives the name itself, the condition says nothing; `exec` with other names is not looked at. */
function isScriptBlock(node: SyntaxNode, condition: SyntaxNode, scope: Scope): boolean {
  if (!asksForScript(textOf(condition)) || (scope.kind === 'module' ? scope.owner !== TOP : GIVES_BACK.test(textOf(node)))) return false;
  for (let block: Scope | null = scope; block !== null; block = block.parent) if (block.names.has('__name__') || block.lent.has('__name__')) return false;
  return true;
}

/** Whom the block belongs to that runs under a condition: blocks of the module's own can be for some occasions only. */
function blockOwner(node: SyntaxNode, condition: SyntaxNode | null, { scope, run }: { readonly scope: Scope; readonly run: Run }): string {
  if (condition === null) return scope.owner;
  if (isScriptBlock(node, condition, scope)) return MAIN;
  if (scope.kind !== 'module') return scope.owner;
  return hearsPipAlone(run) && isOnlyAsked(condition, scope) ? ASKED : scope.owner;
}

function ifStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  const condition = childAs(node, 'condition');
  const owner = blockOwner(node, condition, { scope, run });
  if (condition) callSpecial(run.evaluate(condition, scope), IS_TRUE, { call: { args: [], from: scope.owner, line: node.line }, run });
  return asBranch(scope, () => {
    for (const part of node.children) {
      if (part === condition) continue;
      // The block shares the module's names, but does not always run.
      const inside = owner !== scope.owner && part.field === 'consequence' ? ownedBy(scope, owner) : scope;
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

const FROM = /^yield\s+from\b/;

/** `yield value`, and `yield from generator` for each that it yields. */
function yieldExpression(node: SyntaxNode, scope: Scope, run: Run): Value {
  const value = mixedOrOnly(evaluateChildren(node, scope, run));
  const info = run.functions.get(scope.owner);
  if (!info) return UNKNOWN;
  if (!FROM.test(textOf(node))) return yielded(value, { info, start: node.start, run });
  handsOn(value, { info, start: node.start, run });
  return yielded(elementOf(iterated(value, { scope, line: node.line, run })), { info, start: node.start, run });
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

export const STATEMENTS: Handlers = {
  ...ASSIGNMENTS,
  ...DELETIONS,
  ...ERRORS,
  ...MATCHES,
  ...OPENINGS,
  for_statement: forStatement,
  while_statement: branching,
  try_statement: branching,
  if_statement: ifStatement,
  elif_clause: ifStatement,
  return_statement: returnStatement,
  yield: yieldExpression,
  global_statement: lend,
  nonlocal_statement: lend,
  exec_statement: execStatement,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  dictionary_comprehension: comprehension,
};
