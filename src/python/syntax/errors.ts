import type { SyntaxNode } from './node.js';

/** Ranges of the text that the grammar could not make sense of, outermost only. */
export function brokenParts(root: SyntaxNode): readonly SyntaxNode[] {
  const broken: SyntaxNode[] = [];
  const todo: SyntaxNode[] = [root];
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (node.type === 'ERROR') broken.push(node);
    else for (const child of node.children) todo.push(child);
  }
  return broken;
}
