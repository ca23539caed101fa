import { textOf, type SyntaxNode } from '../syntax/node.js';
import type { Run } from './run.js';

// What helpers and loops are written in: a few lines.
const LONGEST = 2_000;

/** True for code that is read once more in no time. Functions within it would be defined anew. */
export const isShort = (node: SyntaxNode): boolean => node.end - node.start <= LONGEST && !/\n\s*(?:async\s+)?def\b/.test(textOf(node));

/** How much of note has been recorded so far, with the functions that were put into tables. */
export const recorded = ({ recording: { calls, arrivals, writes }, toolsPut }: Run): number => calls.length + arrivals.length + writes.length + toolsPut;
