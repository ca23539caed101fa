import type { SyntaxNode } from '../syntax/node.js';

const ELEMENTS = 400;
// Beyond so many children of one node the rest is more of the same; also what a call can take as arguments.
const LARGEST_FAN = 20_000;

// Text that is taken apart into its letters, quotes included.
const isLetter = (node: SyntaxNode): boolean => node.type === 'string' && node.end - node.start <= 6;

/** The longest text, bytes or list of constants of a file, in characters. */
export function largestLiteral(tree: SyntaxNode): { readonly length: number; readonly line: number } {
  let largest = { length: 0, line: 1 };
  const todo: SyntaxNode[] = [tree];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const isLiteral = node.type === 'string' || node.type === 'concatenated_string' || ((node.type === 'list' || node.type === 'tuple') && node.children.length > ELEMENTS && node.children.every((child) => child.type === 'integer' || isLetter(child)));
    if (!isLiteral) todo.push(...(node.children.length > LARGEST_FAN ? node.children.slice(0, LARGEST_FAN) : node.children));
    else if (node.end - node.start > largest.length) largest = { length: node.end - node.start, line: node.line };
  }
  return largest;
}
