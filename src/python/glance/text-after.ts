import type { Spot } from './spot.js';

const LOOK_AHEAD = 120;
const LINE_FEED = 10;
const HASH = 35;
const BACKSLASH = 92;

const isQuote = (code: number | undefined): boolean => code === 34 || code === 39;
const isWhite = (code: number | undefined): boolean => code === 32 || (code !== undefined && code >= 9 && code <= 13);

// Remarks, continued lines and long gaps, behind which somebody may hide what follows. Few words have any of them near.
const HIDING = /[#\\]|\s{40}/;

/** Where a gap ends that begins here: blanks, continued lines and remarks. */
function gapEnd(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    if (isWhite(bytes[at])) at += 1;
    else if (bytes[at] === BACKSLASH && isWhite(bytes[at + 1])) at += 2;
    else if (bytes[at] === HASH) while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== 13) at += 1;
    else return at;
  }
}

/** Where a text ends that begins here, or the line or the limit before that. */
function textEnd(bytes: Buffer, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit && bytes[at] !== bytes[start] && bytes[at] !== LINE_FEED) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, limit);
}

/** Where what is neither gap nor text ends, or the limit before that. */
function plainEnd(bytes: Buffer, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit && !isWhite(bytes[at]) && bytes[at] !== HASH && bytes[at] !== BACKSLASH && !isQuote(bytes[at])) at += 1;
  return at;
}

/** Each gap as one blank, or as the end of a line where it has one that counts. */
function withoutGaps(bytes: Buffer, from: number, length: number): string {
  const parts: string[] = [];
  let at = from;
  let room = length;
  while (room > 0 && at < bytes.length) {
    const gap = gapEnd(bytes, at);
    const end = gap > at ? gap : (isQuote(bytes[at]) ? textEnd : plainEnd)(bytes, at, Math.min(bytes.length, at + room));
    const piece = bytes.toString('latin1', at, end);
    const part = gap > at ? (/[\r\n]/.test(piece.replace(/\\\r?\n/g, '')) ? '\n' : ' ') : piece;
    parts.push(part);
    room -= part.length;
    at = end;
  }
  return parts.join('');
}

/** What follows a word, so many characters of it. What the language leaves out, between brackets and in continued lines, does not count and is one blank. */
export function textAfter({ bytes, end }: Spot, length = LOOK_AHEAD): string {
  const text = bytes.toString('latin1', end, Math.min(bytes.length, end + length));
  return HIDING.test(text) ? withoutGaps(bytes, end, length) : text;
}
