const PIECE = 1024 * 1024;
// So many lines are kept empty; line numbers behind more are too low.
const MOST_LINES = 1_000_000;

/** Where the first line that is not indented begins, from `start` on; `start` where there is none. */
function nextStatement(text: string, start: number): number {
  const found = /\n(?=[^\s#)\]}])/g;
  found.lastIndex = start;
  const match = found.exec(text);
  return match === null ? start : match.index + 1;
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end && lines < MOST_LINES; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * The first and the last 1,048,576 characters of a long text (UTF-16 units), the one up to the end of a line, the other from the beginning of a statement
 * on, where there are any. In between lie as many empty lines as have been left out, so that all others keep their numbers.
 */
export function withoutMiddle(text: string): string {
  if (text.length <= 2 * PIECE) return text;
  const head = text.lastIndexOf('\n', PIECE - 1) + 1 || PIECE;
  const tail = nextStatement(text, text.length - PIECE);
  return `${text.slice(0, head)}${'\n'.repeat(Math.max(1, linesIn(text, head, tail)))}${text.slice(tail)}`;
}
