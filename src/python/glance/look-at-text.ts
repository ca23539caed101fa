import { BLANK, CLOSE_BRACE, ENDS, ESCAPE, KINDS, LINE, LINE_FEED, OPEN_BRACE, RETURN, SMALL_X, WORD } from './byte-kinds.js';
import { mayBeCoded } from './coded-text.js';
import { CONCERN } from './concerns.js';
import { word } from './look-at-word.js';
import type { Look } from './look-state.js';
import { IN_WORD } from './spot.js';

/** True where the three bytes are this quote. */
const isTriple = (bytes: Buffer, at: number, quote: number): boolean => bytes[at] === quote && bytes[at + 1] === quote && bytes[at + 2] === quote;

/** Reads a text, from its opening quote to its closing one. */
export function text(look: Look, prefix: string): void {
  const { bytes } = look;
  const start = look.at;
  const quote = bytes[start] ?? 0;
  const triple = isTriple(bytes, start, quote);
  const place = /[ft]/i.test(prefix) ? 'field' : 'text';
  const isRaw = /r/i.test(prefix);
  look.at += triple ? 3 : 1;
  const { length } = bytes;
  let braces = 0;
  for (;;) {
    const code = look.at < length ? (bytes[look.at] ?? 0) : 0;
    const kind = KINDS[code];
    if (kind === WORD) word(look, place);
    else if (kind === BLANK) skipBlanks(look);
    else if (kind === ESCAPE) escape(look, isRaw);
    // Nothing that CPython would compile ends within a text.
    else if (kind === ENDS || (kind === LINE && !triple)) return giveUp(look);
    else if (code === quote && (!triple || isTriple(bytes, look.at, quote))) break;
    else {
      if (code === OPEN_BRACE) braces += 1;
      if (code === CLOSE_BRACE) braces -= 1;
      look.at += 1;
    }
  }
  // Since Python 3.12 a text can stand within a field of an f-string with the same quotes.
  if (place === 'field' && braces > 0) return giveUp(look);
  if ((look.concerns & CONCERN.coded) === 0 && (isEscaped(look, start) || mayBeCoded(bytes, start + (triple ? 3 : 1), look.at))) look.concerns |= CONCERN.coded;
  look.at += triple ? 3 : 1;
  look.longest = Math.max(look.longest, look.at - start);
  look.texts += look.at - start;
}

/** What is not understood is read as a whole. */
function giveUp(look: Look): void {
  look.concerns |= CONCERN.read;
  look.isCut = true;
  look.at = look.bytes.length;
}

const BACKSLASH = 92;

/** True for a text in which anything is written by its code. */
const isEscaped = ({ bytes, at, allEscapes }: Look, start: number): boolean => allEscapes > 0 && bytes.subarray(start, at).includes(BACKSLASH);

const IS_ESCAPE = new Uint8Array(256);

for (const letter of 'abfnrtvxuUN01234567') IS_ESCAPE[letter.codePointAt(0) ?? 0] = 1;

/** Passes over what a backslash takes with it. What it leaves in the text begins a word. */
function escape(look: Look, isRaw: boolean): void {
  const next = look.bytes[look.at + 1] ?? 0;
  const digit = look.bytes[look.at + 2] ?? 0;
  if (next === SMALL_X) look.allEscapes += 1;
  if (next === SMALL_X && digit >= 50 && digit <= 55) look.escapes += 1;
  const isTaken = IN_WORD[next] === 0 || (!isRaw && IS_ESCAPE[next] === 1);
  look.at += next === RETURN && digit === LINE_FEED ? 3 : isTaken ? 2 : 1;
}

/** Passes over blanks. */
export function skipBlanks(look: Look): void {
  const { bytes } = look;
  const { length } = bytes;
  let { at } = look;
  while (at < length && KINDS[bytes[at] ?? 0] === BLANK) at += 1;
  look.at = at;
}
