import type { SyntaxNode } from './node.js';

/** What a function tells of a node, asked for once: a file can have a million places that ask for it. */
export function oncePerNode<T>(read: (node: SyntaxNode) => T): (node: SyntaxNode) => T {
  const known = new WeakMap<SyntaxNode, { readonly value: T }>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before.value;
    const value = read(node);
    known.set(node, { value });
    return value;
  };
}
