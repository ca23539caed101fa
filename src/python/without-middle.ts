const PIECE = 1024 * 1024;
// So many lines are kept empty; line numbers behind more are too low.
const MOST_LINES = 1_000_000;

// Of a literal over many lines, each line but the last ends in a backslash, and the last may be no more than a quote.
const GOES_ON = /\\\r?\n$/;

/** Where the first line that is not indented begins, from `start` on; `start` where there is none. */
function nextStatement(text: string, start: number): number {
  const found = /(?<!\\\r?)\n(?=[^\s#)\]}\\"'])/g;
  found.lastIndex = start;
  const match = found.exec(text);
  return match === null ? start : match.index + 1;
}

/** The end of the last line before `end` that does not go on behind it; `end` itself where all of them do. */
function lastWhole(text: string, end: number): number {
  let at = end;
  while (at > 0 && GOES_ON.test(text.slice(Math.max(0, at - 3), at))) at = text.lastIndexOf('\n', at - 2) + 1;
  return at || end;
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end && lines < MOST_LINES; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * The first and the last 1,048,576 characters of a long text (UTF-16 units), the one up to the end of a line that does not go on, the other from the
 * beginning of a statement on, where there are any. In between lie as many empty lines as have been left out, so that all others keep their numbers.
 */
export function withoutMiddle(text: string): string {
  if (text.length <= 2 * PIECE) return text;
  const head = lastWhole(text, text.lastIndexOf('\n', PIECE - 1) + 1 || PIECE);
  const tail = nextStatement(text, text.length - PIECE);
  return `${text.slice(0, head)}${'\n'.repeat(Math.max(1, linesIn(text, head, tail)))}${text.slice(tail)}`;
}
