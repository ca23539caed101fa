import type { Answer, AnswerGroup } from '../../core/answer.js';
import type { Look } from '../../core/run.js';
import { displayWidth } from '../escape/display-width.js';
import { flow, wordsOf } from '../table/flow.js';
import { inkFor, type Ink } from '../table/ink.js';

// Longer cells would leave no room for the rest of their row.
const WIDEST_CELL = 36;
const GAP = 2;
// With less room for its last column, a row goes on below its first.
const LEAST_ROOM = 24;
// A value or a reason may be long, and nothing of it is left out.
const WHOLE = 10_000;

const padded = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - displayWidth(cell)) + GAP);

function rowLines(cells: readonly string[], widths: readonly number[], { width }: Ink): readonly string[] {
  const last = cells.at(-1) ?? '';
  const head = cells.slice(0, -1).map((cell, index) => padded(cell, widths[index] ?? 0)).join('');
  const start = displayWidth(head);
  if (width - start >= LEAST_ROOM) {
    const [first = '', ...rest] = flow(wordsOf(last), { first: start, rest: start, width });
    return [`${head}${first.slice(start)}`.trimEnd(), ...rest];
  }
  // The columns stay where they are as long as they fit by themselves.
  const beginning = displayWidth(head.trimEnd()) <= width ? [head.trimEnd()] : flow(wordsOf(head), { first: 0, rest: 2, width });
  return [...beginning, ...flow(wordsOf(last), { first: 4, rest: 4, width })];
}

function groupLines({ title, rows }: AnswerGroup, ink: Ink): readonly string[] {
  const escaped = rows.map((row) => row.map((cell, index) => ink.quote(cell, index < row.length - 1 ? WIDEST_CELL : WHOLE)));
  const columns = Math.max(0, ...escaped.map((row) => row.length - 1));
  const widths = Array.from({ length: columns }, (_, index) => Math.max(...escaped.filter((row) => row.length - 1 > index).map((row) => displayWidth(row[index] ?? ''))));
  return [...(title === undefined ? [] : ink.item(0, ink.quote(title))), ...escaped.flatMap((row) => rowLines(row, widths, ink))];
}

/** An answer in lines for people, escaped, ending in a newline; '' for one of nothing. */
export function answerTable({ groups }: Answer, look: Look): string {
  const ink = inkFor(look);
  const filled = groups.map((group) => groupLines(group, ink)).filter((lines) => lines.length > 0);
  const lines = filled.flatMap((group, index) => (index === 0 ? group : ['', ...group]));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
