import { brokenParts } from './errors.js';
import { textOf, type SyntaxNode } from './node.js';

/** Why part of a file could not be read. `mayRun` is false when no Python 3 could compile the file either. */
export interface UnreadableSyntax {
  readonly why: string;
  readonly mayRun: boolean;
}

/** More than this share of a file in broken pieces: it is not Python that the grammar merely does not know yet. */
const HOPELESS_SHARE = 0.3;

/** Judges what the grammar made nothing of, or null when it understood everything. */
export function unreadableSyntax(root: SyntaxNode): UnreadableSyntax | null {
  const broken = brokenParts(root);
  const [first] = broken;
  if (!first) return null;
  const size = broken.reduce((sum, part) => sum + textOf(part).length, 0);
  const share = size / Math.max(1, root.source.length);
  return { why: `syntax not understood, first in line ${first.line}`, mayRun: share < HOPELESS_SHARE };
}
