import type { SyntaxNode } from './node.js';

/** What the cursors of both parsers have in common. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly startPosition: { readonly row: number };
  readonly currentFieldName: string | null | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Trees beyond this many nodes are not read: about 250 MB of memory. */
export const MOST_NODES = 2_000_000;

/** Thrown for a file with more syntax than `MOST_NODES`; the reader makes a gap of it. */
export class TreeTooLarge extends Error {
  override readonly name = 'TreeTooLarge';
}

interface Growing extends SyntaxNode {
  readonly children: Growing[];
}

// tree-sitter gives an empty name, null or nothing for "no field", depending on the backend.
function plainNode(cursor: Cursor, source: string): Growing {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName || null,
    start: cursor.startIndex,
    end: cursor.endIndex,
    line: cursor.startPosition.row + 1,
    children: [],
    source,
  };
}

const isKept = (cursor: Cursor): boolean => (cursor.nodeIsNamed ? cursor.nodeType !== 'comment' : Boolean(cursor.currentFieldName));

/** Copies a whole tree in one walk, without recursion, because hostile files nest deeper than the stack. */
export function treeFromCursor(cursor: Cursor, source: string): SyntaxNode {
  const root = plainNode(cursor, source);
  const path: (Growing | null)[] = [root];
  let count = 1;
  const enter = (): void => {
    const parent = path.findLast((entry) => entry !== null);
    if (!parent || !isKept(cursor)) return void path.push(null);
    count += 1;
    if (count > MOST_NODES) throw new TreeTooLarge(`more than ${MOST_NODES} syntax nodes`);
    const node = plainNode(cursor, source);
    parent.children.push(node);
    path.push(node);
  };
  while (path.length > 0) {
    if (path.at(-1) !== null && cursor.gotoFirstChild()) {
      enter();
      continue;
    }
    path.pop();
    while (path.length > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      path.pop();
    }
    if (path.length > 0) enter();
  }
  return root;
}
