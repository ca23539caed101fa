import type { SyntaxNode } from '../syntax/node.js';

const ELEMENTS = 400;
// Beyond so many children of one node the rest is more of the same; also what a call can take as arguments.
const LARGEST_FAN = 20_000;

// Text that is taken apart into its letters, quotes included.
const isLetter = (node: SyntaxNode): boolean => node.type === 'string' && node.end - node.start <= 6;

const isTable = ({ type, children }: SyntaxNode): boolean => (type === 'list' || type === 'tuple') && children.length > ELEMENTS && children.every((child) => child.type === 'integer' || isLetter(child));

/** The longest text, bytes or list of constants of a file, in characters. */
export function largestLiteral(tree: SyntaxNode): { readonly length: number; readonly line: number } {
  let largest = { length: 0, line: 1 };
  const todo: SyntaxNode[] = [tree];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const length = node.end - node.start;
    // Nothing in it is longer than itself, which leaves out most of a file once a long text is found.
    if (length <= largest.length) continue;
    if (node.type === 'string' || node.type === 'concatenated_string' || isTable(node)) largest = { length, line: node.line };
    else for (const child of node.children.length > LARGEST_FAN ? node.children.slice(0, LARGEST_FAN) : node.children) todo.push(child);
  }
  return largest;
}
