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

function wholeLines(node: SyntaxNode): string {
  const start = node.source.lastIndexOf('\n', node.start) + 1;
  const end = node.source.indexOf('\n', node.end);
  return node.source.slice(start, end < 0 ? undefined : end);
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
  const [first] = broken.toSorted((left, right) => left.start - right.start);
  return first ? { text: broken.map(wholeLines).join('\n'), firstLine: first.line, isPython2 } : null;
}
