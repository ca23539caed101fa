import { UNKNOWN, from, type Value } from '../../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { addInPlace, bind } from '../binding/bind.js';
import type { Handlers, Run, Scope } from '../run.js';
import { evaluateAnnotation } from '../written-annotations.js';

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
  if (annotation) evaluateAnnotation(annotation, scope, run);
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

/** `name = value`, `name += value` and `name := value`. */
export const ASSIGNMENTS: Handlers = { assignment, augmented_assignment: augmentedAssignment, named_expression: namedExpression };
