import { textOf, type SyntaxNode } from './node.js';

/** Ranges of the text that the grammar could not make sense of, and whether any Python 3 could run the file at all. */
export interface UnreadableSyntax {
  /** Whole lines around the pieces, one after another. */
  readonly text: string;
  readonly firstLine: number;
  readonly isPython2: boolean;
}

// `print x` and `exec x` are errors in every Python 3; `print (x)`, `print >> x` and `print -x` are not.
const PRINTS_WITHOUT_BRACKETS = /^(?:print|exec)[ \t]+(?!(?:and|or|if|is|in|not|for)\b)[\w'"]/;

function isOnlyPython2(node: SyntaxNode): boolean {
  if (node.type === 'print_statement' || node.type === 'exec_statement') return PRINTS_WITHOUT_BRACKETS.test(textOf(node));
  return node.type === 'raise_statement' && node.children[0]?.type === 'expression_list';
}

/** The lines that these pieces stand in, each once: a line can hold a hundred thousand of them. They come in the order of their starts. */
function wholeLines(pieces: readonly SyntaxNode[], source: string): string {
  const lines: string[] = [];
  let seen = 0;
  for (const { start, end } of pieces) {
    if (end < seen) continue;
    const from = Math.max(seen, source.lastIndexOf('\n', start) + 1);
    const to = source.indexOf('\n', end);
    seen = to < 0 ? source.length : to;
    lines.push(source.slice(from, seen));
  }
  return lines.join('\n');
}

/** What the grammar made nothing of, or null when it understood everything. */
export function unreadableSyntax(root: SyntaxNode): UnreadableSyntax | null {
  if (root.isFlawless === true) return null;
  const broken: SyntaxNode[] = [];
  const todo: SyntaxNode[] = [root];
  let isPython2 = false;
  for (let node = todo.pop(); node; node = todo.pop()) {
    isPython2 ||= isOnlyPython2(node);
    if (node.type === 'ERROR') broken.push(node);
    for (const child of node.children) todo.push(child);
  }
  const inOrder = broken.toSorted((left, right) => left.start - right.start);
  const [first] = inOrder;
  return first ? { text: wholeLines(inOrder, root.source), firstLine: first.line, isPython2 } : null;
}
