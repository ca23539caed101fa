import type { Value } from '../fold/value.js';
import { textOf, type SyntaxNode } from '../syntax/node.js';
import type { Run } from './run.js';

const LONGEST_BODY = 2_000;
const MOST_ITEMS = 12;
const DEEPEST = 2;

/** The elements of a short list that is written out, or none. */
export const fewItems = ({ items }: Value): readonly Value[] => (items !== null && items.length > 1 && items.length <= MOST_ITEMS ? items : []);

/** How much of note has been recorded so far. */
const recorded = ({ recording: { calls, arrivals, writes } }: Run): number => calls.length + arrivals.length + writes.length;

/** Runs `read` for what a list holds in general, and for each element of a short list where something of note happens with it: `for command in ("mkdir …", "curl …")`. */
export function forEachElement(list: Value, { body, run }: { readonly body: SyntaxNode | null; readonly run: Run }, read: (element: Value | null) => void): void {
  const before = recorded(run);
  read(null);
  const items = body !== null && body.end - body.start <= LONGEST_BODY && run.depthAgain < DEEPEST && recorded(run) > before && !/\bdef\b/.test(textOf(body)) ? fewItems(list) : [];
  run.depthAgain += 1;
  for (const item of items) {
    if (run.readingsLeft <= 0) break;
    run.readingsLeft -= 1;
    read(item);
  }
  run.depthAgain -= 1;
}
