import { joinedPath } from '../../fold/join-paths.js';
import { concatenated, percentFormatted, repeated } from '../../fold/text-methods.js';
import { changed, from, mixed, numberValue, type Value } from '../../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../../syntax/node.js';
import { toolsOf } from '../kept.js';
import { evaluateChildren, type Run, type Scope } from '../run.js';
import { BY_SIGN, callSpecial, isObject } from '../special-methods.js';
import { noteText } from '../texts.js';
import { TOOLBOX } from '../attributes.js';
import { together } from '../toolbox.js';

function numeric(operator: string, left: number, right: number): number | null {
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator === '%' && right !== 0) return left % right;
  if (operator === '^') return left ^ right;
  return operator === '//' && right !== 0 ? Math.floor(left / right) : null;
}

type Operands = readonly [left: Value, right: Value];

/** Exclusive-or with a key is how payloads are scrambled without a library. */
function operated(operator: SyntaxNode, operands: Operands, run: Run): Value {
  const result = combined(textOf(operator), operands, run);
  const isScrambling = textOf(operator) === '^';
  return isScrambling ? from(result, { kind: 'decoder', name: 'exclusive-or', line: operator.line }) : result;
}

// Of several flags for opening a file those count that let it be written.
const IS_FLAG = /^os\.O_[A-Z]+$/;
const READS_ONLY = /^os\.O_(?!WRONLY|RDWR|CREAT|APPEND|TRUNC)/;

function combined(operator: string, [left, right]: Operands, run: Run): Value {
  if (operator === '+') return concatenated(left, right);
  if (operator === '%' && left.text !== null) return percentFormatted(left, right, toolsOf(right, run));
  if (operator === '/' && (left.text ?? right.text) !== null && left.number === null) return changed(joinedPath([left, right]), { name: left.name });
  if (operator === '*' && left.text !== null && right.number !== null) return repeated(left, right.number);
  if (operator === '|' && IS_FLAG.test(left.name ?? '') && IS_FLAG.test(right.name ?? '')) return READS_ONLY.test(left.name ?? '') ? right : left;
  const number = left.number !== null && right.number !== null ? numeric(operator, left.number, right.number) : null;
  return number === null ? mixed([left, right]) : numberValue(number);
}

/** What an object of the file makes of a sign between it and something else. */
function byObject(operator: SyntaxNode, [left, right]: Operands, { scope, run }: { readonly scope: Scope; readonly run: Run }): Value | null {
  if (!isObject(left) && !isObject(right)) return null;
  const name = BY_SIGN[textOf(operator)] ?? '';
  const [from, line] = [scope.owner, operator.line];
  return callSpecial(left, [`__${name}__`], { call: { args: [right], from, line }, run }) ?? callSpecial(right, [`__r${name}__`], { call: { args: [left], from, line }, run });
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
  for (const step of chain.toReversed()) {
    const [left, right] = [result, run.evaluate(step.right, scope)];
    result = (textOf(step.operator) === '|' ? together(`${TOOLBOX}${node.start} |>`, { boxes: [left, right], run }) : null) ?? byObject(step.operator, [left, right], { scope, run }) ?? operated(step.operator, [left, right], run);
  }
  return noteText(result, node.line, run);
}
