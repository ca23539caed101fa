import { concatenated, joined, percentFormatted, repeated } from '../fold/text-methods.js';
import { changed, from, mixed, numberValue, type Value } from '../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../syntax/node.js';
import { evaluateChildren, type Run, type Scope } from './run.js';
import { noteText } from './texts.js';

function numeric(operator: string, left: number, right: number): number | null {
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '%' && right !== 0) return left % right;
  if (operator === '^') return left ^ right;
  return operator === '//' && right !== 0 ? Math.floor(left / right) : null;
}

/** Exclusive-or with a key is how payloads are scrambled without a library. */
function operated(operator: SyntaxNode, left: Value, right: Value): Value {
  const result = combined(textOf(operator), left, right);
  const isScrambling = textOf(operator) === '^';
  return isScrambling ? from(result, { kind: 'decoder', name: 'exclusive-or', line: operator.line }) : result;
}

function combined(operator: string, left: Value, right: Value): Value {
  if (operator === '+') return concatenated(left, right);
  if (operator === '%' && left.text !== null) return percentFormatted(left, right);
  if (operator === '/' && (left.text ?? right.text) !== null && left.number === null) return changed(joined([left, right], '/'), { name: left.name });
  if (operator === '*' && left.text !== null && right.number !== null) return repeated(left, right.number);
  const number = left.number !== null && right.number !== null ? numeric(operator, left.number, right.number) : null;
  return number === null ? mixed([left, right]) : numberValue(number);
}

/** `a + b + c + ...` nests to the left, thousands deep in obfuscated files, so it is unrolled. */
export function binaryOperator(node: SyntaxNode, scope: Scope, run: Run): Value {
  const chain: { readonly operator: SyntaxNode; readonly right: SyntaxNode }[] = [];
  let first: SyntaxNode = node;
  while (first.type === 'binary_operator') {
    const left = childAs(first, 'left');
    const right = childAs(first, 'right');
    const operator = childAs(first, 'operator');
    if (!left || !right || !operator) break;
    chain.push({ operator, right });
    first = left;
  }
  if (first === node) return mixed(evaluateChildren(node, scope, run));
  let result = run.evaluate(first, scope);
  for (const step of chain.toReversed()) result = operated(step.operator, result, run.evaluate(step.right, scope));
  return noteText(result, node.line, run);
}
