import { CONCERN } from './concerns.js';
import { MAY_MEAN, meaningsAt, SLOTS, slot, step } from './hashes.js';
import { noteName, type Names } from './names.js';
import { IN_WORD } from './spot.js';

const LINE_FEED = 10;
const RETURN = 13;
const BLANK = 32;
const TAB = 9;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
const CARET = 94;
const SMALL_X = 120;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What one pass over the bytes of a file has seen so far. */
export interface Look extends Names {
  readonly bytes: Uint8Array;
  at: number;
  concerns: number;
  /** Hex escapes of what could be written plainly. */
  escapes: number;
  /** Bytes of the longest text, and numbers in the code. */
  longest: number;
  numbers: number;
}

const isQuote = (code: number | undefined): boolean => code === SINGLE_QUOTE || code === DOUBLE_QUOTE;

type Kind = 'code' | 'text' | 'remark' | 'field';

function meet(look: Look, start: number, kind: Kind): void {
  const spot = { bytes: look.bytes, start, end: look.at };
  for (const meaning of meaningsAt(look.bytes, start, look.at)) {
    // What stands in an f-string may be code as well as text.
    const concern = kind === 'field' ? meaning.code | meaning.text : meaning[kind];
    if ((concern & ~look.concerns) !== 0 && meaning.when(spot)) look.concerns |= concern;
  }
}

function word(look: Look, kind: Kind): void {
  const { bytes } = look;
  const start = look.at;
  let at = start;
  let hash = 0;
  let all = 0;
  for (let code = bytes[at] ?? 0; IN_WORD[code] === 1; code = bytes[at] ?? 0) {
    hash = step(hash, code);
    all |= code;
    at += 1;
  }
  look.at = at;
  const place = slot(hash);
  if (((MAY_MEAN[place] ?? 0) & ~look.concerns) !== 0) meet(look, start, kind);
  if (kind === 'code' && look.met[place] === 0) noteName(look, { start, end: at, slot: place, isForeign: all >= 0x80 });
}

function remark(look: Look): void {
  const { bytes } = look;
  for (let code = bytes[look.at]; code !== undefined && code !== LINE_FEED && code !== RETURN; code = bytes[look.at]) {
    if (IN_WORD[code] === 1) word(look, 'remark');
    else look.at += 1;
  }
}

/** True where the three bytes are this quote. */
const isTriple = (bytes: Uint8Array, at: number, quote: number): boolean => bytes[at] === quote && bytes[at + 1] === quote && bytes[at + 2] === quote;

function text(look: Look, prefix: string): void {
  const { bytes } = look;
  const quote = bytes[look.at] ?? 0;
  const triple = isTriple(bytes, look.at, quote);
  const isField = /[ft]/i.test(prefix);
  const isRaw = /r/i.test(prefix);
  const start = look.at;
  look.at += triple ? 3 : 1;
  let braces = 0;
  for (;;) {
    const code = bytes[look.at];
    // Nothing that CPython would compile ends within a text.
    if (code === undefined || code === 0 || (!triple && (code === LINE_FEED || code === RETURN))) return giveUp(look);
    if (IN_WORD[code] === 1) word(look, isField ? 'field' : 'text');
    else if (code === BACKSLASH) escape(look, isRaw);
    else if (code === quote && (!triple || isTriple(bytes, look.at, quote))) break;
    else {
      if (code === OPEN_BRACE) braces += 1;
      if (code === CLOSE_BRACE) braces -= 1;
      look.at += 1;
    }
  }
  // Since Python 3.12 a text can stand within a field of an f-string with the same quotes.
  if (isField && braces > 0) return giveUp(look);
  look.at += triple ? 3 : 1;
  look.longest = Math.max(look.longest, look.at - start);
}

/** What is not understood is read as a whole. */
function giveUp(look: Look): void {
  look.concerns |= CONCERN.read;
  look.at = look.bytes.length;
}

const IS_ESCAPE = new Uint8Array(256);
for (const letter of 'abfnrtvxuUN01234567') IS_ESCAPE[letter.codePointAt(0) ?? 0] = 1;

/** Passes over what a backslash takes with it. What it leaves in the text begins a word. */
function escape(look: Look, isRaw: boolean): void {
  const next = look.bytes[look.at + 1] ?? 0;
  const digit = look.bytes[look.at + 2] ?? 0;
  if (next === SMALL_X && digit >= 50 && digit <= 55) look.escapes += 1;
  const isTaken = IN_WORD[next] === 0 || (!isRaw && IS_ESCAPE[next] === 1);
  look.at += next === RETURN && digit === LINE_FEED ? 3 : isTaken ? 2 : 1;
}

const LONGEST_PREFIX = 2;
const PREFIX = /^(?:[rbuft]|[bft]r|r[bft])$/i;

/** True for the letters before a text: `r`, `f`, `rb` and the like. */
function isPrefix({ bytes, at }: Look, start: number): boolean {
  return at - start <= LONGEST_PREFIX && isQuote(bytes[at]) && PREFIX.test(String.fromCodePoint(...bytes.subarray(start, at)));
}

/** A word in code, or a text with letters before it. */
function name(look: Look): void {
  const start = look.at;
  word(look, 'code');
  if (isPrefix(look, start)) text(look, String.fromCodePoint(...look.bytes.subarray(start, look.at)));
}

/** Passes over blanks. Code behind very many is there to be overlooked. */
function blanks(look: Look): void {
  const { bytes } = look;
  const start = look.at;
  let at = start;
  while (bytes[at] === BLANK || bytes[at] === TAB) at += 1;
  look.at = at;
  if (at - start >= 80 && start > 0 && bytes[start - 1] !== LINE_FEED && bytes[start - 1] !== RETURN) look.concerns |= CONCERN.read;
}

const newLook = (bytes: Uint8Array): Look => ({ bytes, at: 0, concerns: 0, escapes: 0, longest: 0, numbers: 0, met: new Uint8Array(SLOTS), names: 0, soup: 0, foreign: 0, folded: 0 });

/** Looks at all words of a piece of a file, wherever they stand. */
export function lookAtWords(bytes: Uint8Array): Look {
  const look = newLook(bytes);
  while (look.at < bytes.length) {
    if (IN_WORD[bytes[look.at] ?? 0] === 1) word(look, 'field');
    else look.at += 1;
  }
  return look;
}

/** Looks at all bytes of a file, or until there is a reason to read it as a whole. */
export function lookOver(bytes: Uint8Array): Look {
  const look = newLook(bytes);
  while (look.at < bytes.length && (look.concerns & CONCERN.read) === 0) {
    const code = bytes[look.at] ?? 0;
    if (IN_WORD[code] === 1) {
      if (code >= 48 && code <= 57) look.numbers += 1;
      name(look);
    } else if (code === BLANK || code === TAB) blanks(look);
    else if (isQuote(code)) text(look, '');
    else if (code === HASH) remark(look);
    else {
      if (code === CARET) look.concerns |= CONCERN.source;
      if (code === 0) look.concerns |= CONCERN.read;
      look.at += 1;
    }
  }
  return look;
}
