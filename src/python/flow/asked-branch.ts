import { plainText } from '../fold/literal.js';
import { childAs, childrenAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { isAskedFor } from '../when/install-hooks.js';
import { EVERYTHING, OTHER_WORDS, SCRIPT } from '../when/starts.js';
import { lookUp, type Run, type Scope } from './run.js';
import { ARGUMENTS } from './script-arguments.js';

const LISTS = new Set(['list', 'tuple', 'set']);

/** True for a literal word that no installation says. */
function isAskedWord(node: SyntaxNode | undefined): boolean {
  const word = node?.type === 'string' ? plainText(node) : null;
  return word !== null && isAskedFor(word);
}

function isArguments(node: SyntaxNode | null | undefined, scope: Scope): boolean {
  if (node?.type === 'identifier') return lookUp(nameOf(node), scope).name === ARGUMENTS;
  const [object, name] = node?.type === 'attribute' ? [childAs(node, 'object'), childAs(node, 'attribute')] : [null, null];
  return object?.type === 'identifier' && name !== null && `${lookUp(nameOf(object), scope).name}.${nameOf(name)}` === ARGUMENTS;
}

/** `sys.argv[-1]`, but not the name of the script itself. */
function isArgument(node: SyntaxNode | undefined, scope: Scope): boolean {
  const [index, more] = node?.type === 'subscript' ? childrenAs(node, 'subscript') : [];
  return node !== undefined && index !== undefined && more === undefined && /^-?[1-9]$/.test(textOf(index)) && isArguments(childAs(node, 'value'), scope);
}

/** `sys.argv` or a slice of it: `in` looks for the whole word in both. In one argument it would find a part of it. */
function areArguments(node: SyntaxNode | undefined, scope: Scope): boolean {
  const [index] = node?.type === 'subscript' ? childrenAs(node, 'subscript') : [];
  return isArguments(node, scope) || (node !== undefined && index?.type === 'slice' && isArguments(childAs(node, 'value'), scope));
}

function comparesAsked(node: SyntaxNode, scope: Scope): boolean {
  const [left, operator, right, more] = node.children;
  if (operator === undefined || right === undefined || more !== undefined) return false;
  if (textOf(operator) === '==') return (isArgument(left, scope) && isAskedWord(right)) || (isAskedWord(left) && isArgument(right, scope));
  if (textOf(operator) !== 'in') return false;
  if (isAskedWord(left)) return areArguments(right, scope);
  return isArgument(left, scope) && LISTS.has(right.type) && right.children.every(isAskedWord);
}

/**
 * True for a setup.py that only pip starts, with commands of its own. Whoever starts a script otherwise says what they like, and an imported module
 * is used by others as well.
 */
export function hearsPipAlone({ runs, starts }: Run): boolean {
  return runs === 'install' && starts.includes(SCRIPT) && !starts.includes(OTHER_WORDS) && !starts.includes(EVERYTHING);
}

/** True for a condition that holds only where somebody has given the script a word that no installation says: `sys.argv[-1] == 'publish'`. */
export function isOnlyAsked(condition: SyntaxNode, scope: Scope): boolean {
  if (condition.type === 'comparison_operator') return comparesAsked(condition, scope);
  const parts = condition.children.filter(({ field }) => field !== 'operator');
  if (condition.type === 'parenthesized_expression') return parts.length === 1 && parts.every((part) => isOnlyAsked(part, scope));
  if (condition.type !== 'boolean_operator') return false;
  const operator = childAs(condition, 'operator');
  return operator !== null && (textOf(operator) === 'and' ? parts.some((part) => isOnlyAsked(part, scope)) : parts.every((part) => isOnlyAsked(part, scope)));
}
