/** A word in the bytes of a file. */
export interface Spot {
  readonly bytes: Uint8Array;
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
const isBlank = (code: number | undefined): boolean => code === SPACE || code === TAB || code === LINE_FEED || code === RETURN || code === BACKSLASH;

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

const letterAt = (bytes: Uint8Array, at: number): string => (at < 0 || at >= bytes.length ? '' : String.fromCodePoint(bytes[at] ?? 0));

/** The character before a word, blanks left out; empty at the start. */
export const before = (spot: Spot): string => letterAt(spot.bytes, lastBefore(spot));
/** The character behind it. */
export const after = (spot: Spot): string => letterAt(spot.bytes, firstAfter(spot));

/** The word before a word, whatever stands between them but dots and blanks. */
export function wordBefore(spot: Spot): string {
  let end = lastBefore(spot) + 1;
  if (letterAt(spot.bytes, end - 1) === '.') end = lastBefore({ ...spot, start: end - 1 }) + 1;
  let start = end;
  while (start > 0 && IN_WORD[spot.bytes[start - 1] ?? 0] === 1) start -= 1;
  return latin1(spot.bytes, start, end);
}

/** What stands in its line before it. */
export function lineBefore({ bytes, start }: Spot): string {
  let from = start;
  while (from > 0 && bytes[from - 1] !== LINE_FEED && bytes[from - 1] !== RETURN) from -= 1;
  return latin1(bytes, from, start);
}

const LOOK_AHEAD = 120;

/** What follows it. */
export const textAfter = ({ bytes, end }: Spot, length = LOOK_AHEAD): string => latin1(bytes, end, Math.min(bytes.length, end + length));

const DOT = 46;
const UNDERSCORE = 95;

/** True where an ordinary attribute of it is asked for, which is how nearly all modules are used. */
export const hasPlainAttribute = ({ bytes, end }: Spot): boolean => bytes[end] === DOT && bytes[end + 1] !== UNDERSCORE;

/** True where the text begins with it and a slash, and goes on with one. */
export const isRootFolder = ({ bytes, start, end }: Spot): boolean => bytes[start - 1] === SLASH && isQuote(bytes[start - 2]) && bytes[end] === SLASH;

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('latin1');
}
