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

/** Thrown for a file with more syntax than `MOST_NODES`, or that takes too long to make out; the reader makes a gap of it. */
export class TreeTooLarge extends Error {
  override readonly name = 'TreeTooLarge';
}

/** For what is sure to have more nodes than that. */
export const tooManyNodes = (): TreeTooLarge => new TreeTooLarge(`more than ${MOST_NODES} syntax nodes`);

// After so many nodes somebody may have stopped waiting.
const LOOKS_UP = 4_096;

/** A node whose children are still being collected: they are the entries of `finished` from `firstChild` on. */
interface OpenNode {
  readonly node: SyntaxNode & { children: readonly SyntaxNode[] };
  readonly firstChild: number;
}

const NO_CHILDREN: readonly SyntaxNode[] = Object.freeze([]);

// tree-sitter gives an empty name, null or nothing for "no field", depending on the backend.
function plainNode(cursor: Cursor, source: string): OpenNode['node'] {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName || null,
    start: cursor.startIndex,
    end: cursor.endIndex,
    line: cursor.startPosition.row + 1,
    children: NO_CHILDREN,
    source,
  };
}

// A backslash at the end of a line is a node as well, which would count as an item of a list.
const isKept = (cursor: Cursor): boolean => (cursor.nodeIsNamed ? cursor.nodeType !== 'comment' && cursor.nodeType !== 'line_continuation' : Boolean(cursor.currentFieldName));

/**
 * Copies a whole tree in one walk, without recursion, because hostile files nest deeper than the stack. Children are cut from one shared list
 * when their parent is complete: an array that grows by itself takes room for seventeen from the first on, which triples a large tree.
 */
export function treeFromCursor(cursor: Cursor, source: string, isStopped: () => boolean = () => false): SyntaxNode {
  const finished: SyntaxNode[] = [];
  const open: (OpenNode | null)[] = [{ node: plainNode(cursor, source), firstChild: 0 }];
  let count = 1;
  const enter = (): void => {
    if (!isKept(cursor)) return void open.push(null);
    count += 1;
    if (count > MOST_NODES) throw tooManyNodes();
    if (count % LOOKS_UP === 0 && isStopped()) throw new TreeTooLarge('stopped');
    open.push({ node: plainNode(cursor, source), firstChild: finished.length });
  };
  const leave = (): void => {
    const closed = open.pop();
    if (!closed) return;
    if (finished.length > closed.firstChild) closed.node.children = finished.splice(closed.firstChild);
    finished.push(closed.node);
  };
  while (open.length > 0) {
    if (open.at(-1) !== null && cursor.gotoFirstChild()) {
      enter();
      continue;
    }
    leave();
    while (open.length > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      leave();
    }
    if (open.length > 0) enter();
  }
  const [root] = finished;
  if (!root) throw new TypeError('a walk ends with its root');
  return root;
}
