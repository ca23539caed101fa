/** A node of a Python syntax tree as plain data, with no tie to the parser that made it. Names of types and fields are those of tree-sitter-python. */
export interface SyntaxNode {
  readonly type: string;
  /** The role in its parent (`left`, `function`, `body`...), if it has one. */
  readonly field: string | null;
  /** Half-open range in `source`, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Counts from 1. */
  readonly line: number;
  /** Named children, and anonymous ones that have a field (operators). Comments are left out. */
  readonly children: readonly SyntaxNode[];
  readonly source: string;
  /** True at the root of a tree that is known to hold no ERROR node and no syntax of Python 2. */
  readonly isFlawless?: boolean;
}

/** The text that a node covers. */
export function textOf(node: SyntaxNode): string {
  return node.source.slice(node.start, node.end);
}

/** The first child with this role. */
export function childAs({ children }: SyntaxNode, field: string): SyntaxNode | null {
  // Asked for every node: this costs a third of a callback for each child, and half of an iterator, which most runs are too short to have optimized away.
  for (let index = 0; index < children.length; index += 1) if (children[index]?.field === field) return children[index] ?? null;
  return null;
}

/** All children with this role. */
export function childrenAs(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** The first child of this type. */
export function childOfType(node: SyntaxNode, type: string): SyntaxNode | null {
  for (const child of node.children) if (child.type === type) return child;
  return null;
}

const LAST_ASCII = 0x7f;

/** An identifier as Python sees it: folded by NFKC (PEP 3131), so that a full-width `exec` is `exec`. */
export function nameOf(node: SyntaxNode): string {
  const { source, start, end } = node;
  for (let at = start; at < end; at += 1) if (source.charCodeAt(at) > LAST_ASCII) return textOf(node).normalize('NFKC');
  return textOf(node);
}
