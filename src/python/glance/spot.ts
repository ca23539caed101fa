/** A word in the bytes of a file. */
export interface Spot {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** 1 for what names consist of, beyond ASCII included. */
export const IN_WORD = new Uint8Array(256);
for (let code = 0; code < 256; code += 1) if (code >= 0x80 || /\w/.test(String.fromCodePoint(code))) IN_WORD[code] = 1;

const SLASH = 47;
const isQuote = (code: number | undefined): boolean => code === 34 || code === 39;
const SPACE = 32;
const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const BACKSLASH = 92;
const DOT = 46;
const isSpace = (code: number | undefined): boolean => code === SPACE || code === TAB;
const isBlank = (code: number | undefined): boolean => isSpace(code) || code === LINE_FEED || code === RETURN || code === BACKSLASH;

function lastBefore({ bytes, start }: Spot): number {
  let at = start - 1;
  while (isBlank(bytes[at])) at -= 1;
  return at;
}

function firstAfter({ bytes, end }: Spot): number {
  let at = end;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

const letterAt = (bytes: Buffer, at: number): string => (at < 0 || at >= bytes.length ? '' : String.fromCodePoint(bytes[at] ?? 0));

/** The character before a word, blanks left out; empty at the start. */
export const before = (spot: Spot): string => letterAt(spot.bytes, lastBefore(spot));
/** The character behind it. */
export const after = (spot: Spot): string => letterAt(spot.bytes, firstAfter(spot));

/** The character that it follows at once, be it a blank. */
export const letterBefore = ({ bytes, start }: Spot): string => letterAt(bytes, start - 1);

/** The word before a word, whatever stands between them but dots and what `isBetween` says. */
function wordOver({ bytes, start }: Spot, isBetween: (code: number | undefined) => boolean): string {
  const skip = (from: number): number => {
    let at = from;
    while (isBetween(bytes[at])) at -= 1;
    return at;
  };
  const last = skip(start - 1);
  const end = (bytes[last] === DOT ? skip(last - 1) : last) + 1;
  let from = end;
  while (from > 0 && IN_WORD[bytes[from - 1] ?? 0] === 1) from -= 1;
  return bytes.toString('latin1', from, end);
}

/** The word before a word, in the lines above it as well. */
export const wordBefore = (spot: Spot): string => wordOver(spot, isBlank);
/** The same in its own line: the last word of a remark above it says nothing about it. */
export const wordBeforeInLine = (spot: Spot): string => wordOver(spot, isSpace);

const isLineEnd = (code: number | undefined): boolean => code === LINE_FEED || code === RETURN;

/** True for the end of a line that goes on in the next one. */
function isContinued(bytes: Buffer, at: number): boolean {
  const last = bytes[at] === LINE_FEED && bytes[at - 1] === RETURN ? at - 2 : at - 1;
  return bytes[last] === BACKSLASH;
}

// Where Python goes on in the next line, its lines are one.
const joined = (text: string): string => (text.includes('\\') ? text.replace(/\\\r?\n/g, ' ') : text);

/** How many continued lines are taken for one. A file that goes on for longer is read as a whole: to go back through all of them at each word takes the square of the time. */
const MOST_CONTINUED = 100;

/** True where more lines than that go on in the next one, in a row. */
export function continuesForLong(bytes: Buffer): boolean {
  let row = 0;
  for (let at = bytes.indexOf(BACKSLASH), line = -1; at !== -1 && row <= MOST_CONTINUED; at = bytes.indexOf(BACKSLASH, at + 1)) {
    const end = bytes[at + 1] === RETURN ? at + 2 : at + 1;
    if (bytes[end] !== LINE_FEED) continue;
    row = line !== -1 && bytes.indexOf(LINE_FEED, line + 1) === end ? row + 1 : 1;
    line = end;
  }
  return row > MOST_CONTINUED;
}

/** How many bytes a word's line is looked at before it. To go back to the beginning of a long one at each of its words takes the square of the time. */
const IN_SIGHT = 5_000;

/** Where its line begins, continued lines taken for one; -1 where that is out of sight. */
function lineStart({ bytes, start }: Spot): number {
  const least = Math.max(0, start - IN_SIGHT);
  let from = start;
  for (let left = MOST_CONTINUED; from > least; from -= 1) {
    if (!isLineEnd(bytes[from - 1])) continue;
    if (left === 0 || !isContinued(bytes, from - 1)) return from;
    if (bytes[from - 1] === LINE_FEED) left -= 1;
  }
  return from === 0 ? 0 : -1;
}

/** True so far into a line that nobody can tell here what its beginning makes of the word. */
export const isFarIntoLine = (spot: Spot): boolean => lineStart(spot) === -1;

/** What stands in its line before it, as far as that is in sight. */
export function lineBefore(spot: Spot): string {
  const from = lineStart(spot);
  return joined(spot.bytes.toString('latin1', from === -1 ? spot.start - IN_SIGHT : from, spot.start));
}

const HASH = 35;

/** True for a line that ends with a dot, or has one before a remark; null for one that has nothing else than a remark. */
function endsWithDot(bytes: Buffer, from: number, end: number): boolean | null {
  let last: number | undefined;
  for (let at = from; at < end; at += 1) {
    const code = bytes[at];
    if (code === HASH && (last === DOT || last === undefined)) return last === DOT ? true : null;
    if (!isBlank(code)) last = code;
  }
  return last === undefined ? null : last === DOT;
}

/** True behind a dot, even of a line above it with nothing but remarks between them, as it may stand within brackets. Where that is the end of a sentence in a remark, or out of sight, this is true as well. */
export function mayFollowDot({ bytes, start }: Spot): boolean {
  const least = Math.max(0, start - IN_SIGHT);
  let end = start;
  for (;;) {
    let from = end;
    while (from > least && !isLineEnd(bytes[from - 1])) from -= 1;
    if (from === least && least > 0) return true;
    const answer = endsWithDot(bytes, from, end);
    if (answer !== null || from === 0) return answer === true;
    end = from - 1;
  }
}

/** True behind a dot in its own line: there it is certainly no name by itself. */
export function followsDot({ bytes, start }: Spot): boolean {
  let at = start - 1;
  while (isSpace(bytes[at])) at -= 1;
  return bytes[at] === DOT;
}

const UNDERSCORE = 95;

/** True where an ordinary attribute of it is asked for, which is how nearly all modules are used. */
export const hasPlainAttribute = ({ bytes, end }: Spot): boolean => bytes[end] === DOT && IN_WORD[bytes[end + 1] ?? 0] === 1 && bytes[end + 1] !== UNDERSCORE;

/** True where the text begins with it and a slash, and goes on with one. */
export const isRootFolder = ({ bytes, start, end }: Spot): boolean => bytes[start - 1] === SLASH && isQuote(bytes[start - 2]) && bytes[end] === SLASH;
