import { CONCERN } from './concerns.js';
import { concernOf, meaningsAt, tableOf, type Place, SLOTS, slot, step } from './hashes.js';
import { isDigit, noteName, type Names } from './names.js';
import { IN_WORD } from './spot.js';

const LINE_FEED = 10;
const RETURN = 13;
const SMALL_X = 120;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

// What a byte begins. A NUL character ends some readings of a file and not others.
const [WORD, BLANK, LINE, QUOTE, ESCAPE, HASH, CARET, ENDS] = [1, 2, 3, 4, 5, 6, 7, 8];
const KINDS = new Uint8Array(256);
for (let code = 0; code < 256; code += 1) if (IN_WORD[code] === 1) KINDS[code] = WORD;
for (const [letters, kind] of [[' \t\f', BLANK], ['\n\r', LINE], [`"'`, QUOTE], ['\\', ESCAPE], ['#', HASH], ['^', CARET], ['\0', ENDS]] as const) for (const letter of letters) KINDS[letter.codePointAt(0) ?? 0] = kind;

/** What one pass over the bytes of a file has seen so far. */
export interface Look extends Names {
  readonly bytes: Uint8Array;
  at: number;
  concerns: number;
  /** Hex escapes of what could be written plainly. */
  escapes: number;
  /** Hex escapes of anything. */
  allEscapes: number;
  /** Bytes of the longest text, and numbers in the code. */
  longest: number;
  numbers: number;
  /** Bytes of all texts. */
  texts: number;
  /** The rest of the file was not understood, and not looked at. */
  isCut: boolean;
}

const isQuote = (code: number | undefined): boolean => code !== undefined && KINDS[code] === QUOTE;

function meet(look: Look, start: number, place: Place): void {
  const spot = { bytes: look.bytes, start, end: look.at };
  for (const meaning of meaningsAt(look.bytes, start, look.at)) {
    const concern = concernOf(meaning, place);
    if ((concern & ~look.concerns) !== 0 && meaning.when(spot)) look.concerns |= concern;
  }
}

function word(look: Look, place: Place): void {
  const { bytes } = look;
  const start = look.at;
  let at = start;
  let hash = 0;
  let all = 0;
  // To ask for a byte behind the last one would make every such question slower.
  const { length } = bytes;
  for (; at < length; at += 1) {
    const code = bytes[at] ?? 0;
    if (IN_WORD[code] !== 1) break;
    hash = step(hash, code);
    all |= code;
  }
  look.at = at;
  const hashed = slot(hash);
  if (((tableOf(place)[hashed] ?? 0) & ~look.concerns) !== 0) meet(look, start, place);
  if (place === 'code' && look.met[hashed] === 0) noteName(look, { start, end: at, slot: hashed, isForeign: all >= 0x80 });
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

const LONGEST_PREFIX = 2;
const PREFIX = /^(?:[rbuft]|[bft]r|r[bft])$/i;

/** True for the letters before a text: `r`, `f`, `rb` and the like. */
function isPrefix({ bytes, at }: Look, start: number): boolean {
  return at - start <= LONGEST_PREFIX && isQuote(bytes[at]) && PREFIX.test(String.fromCodePoint(...bytes.subarray(start, at)));
}

/** A word in code, or a text with letters before it. */
function name(look: Look): void {
  const start = look.at;
  if (isDigit(look.bytes[start])) look.numbers += 1;
  word(look, 'code');
  if (isPrefix(look, start)) text(look, String.fromCodePoint(...look.bytes.subarray(start, look.at)));
}

function skipBlanks(look: Look): void {
  const { bytes } = look;
  const { length } = bytes;
  let { at } = look;
  while (at < length && KINDS[bytes[at] ?? 0] === BLANK) at += 1;
  look.at = at;
}

const FAR = 80;

/** Code behind very many blanks is there to be overlooked. */
function blanks(look: Look): void {
  const start = look.at;
  skipBlanks(look);
  if (look.at - start >= FAR && start > 0 && KINDS[look.bytes[start - 1] ?? 0] !== LINE) look.concerns |= CONCERN.read;
}

const newLook = (bytes: Uint8Array): Look => ({ bytes, at: 0, concerns: 0, escapes: 0, allEscapes: 0, longest: 0, numbers: 0, texts: 0, isCut: false, met: new Uint8Array(SLOTS), names: 0, soup: 0, foreign: 0, folded: 0 });

/** Looks at all words of a piece of a file, wherever they stand. */
export function lookAtWords(bytes: Uint8Array): Look {
  const look = newLook(bytes);
  while (look.at < bytes.length) {
    if (IN_WORD[bytes[look.at] ?? 0] === 1) word(look, 'field');
    else look.at += 1;
  }
  return look;
}

function lookAtOther(look: Look, kind: number | undefined): void {
  if (kind === QUOTE) return text(look, '');
  if (kind === HASH) return remark(look);
  if (kind === CARET) look.concerns |= CONCERN.source;
  if (kind === ENDS) look.concerns |= CONCERN.read;
  look.at += 1;
}

/** Looks at all bytes of a file, or only until there is a reason to read it as a whole. */
export function lookOver(bytes: Uint8Array, isWhole = false): Look {
  const look = newLook(bytes);
  const enough = isWhole ? 0 : CONCERN.read;
  while (look.at < bytes.length && (look.concerns & enough) === 0) {
    const kind = KINDS[bytes[look.at] ?? 0];
    if (kind === WORD) name(look);
    else if (kind === BLANK) blanks(look);
    else lookAtOther(look, kind);
  }
  return look;
}
