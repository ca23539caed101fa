import { BLANK, CARET, ENDS, HASH, KINDS, LINE, LINE_FEED, QUOTE, RETURN, WORD, isQuote } from './byte-kinds.js';
import { CONCERN } from './concerns.js';
import { skipBlanks, text } from './look-at-text.js';
import { word } from './look-at-word.js';
import { newLook, type Look } from './look-state.js';
import { isDigit } from './names.js';
import { IN_WORD } from './spot.js';

function remark(look: Look): void {
  const { bytes } = look;
  for (let code = bytes[look.at]; code !== undefined && code !== LINE_FEED && code !== RETURN; code = bytes[look.at]) {
    if (IN_WORD[code] === 1) word(look, 'remark');
    else look.at += 1;
  }
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

const FAR = 80;

/** Code behind very many blanks is there to be overlooked. */
function blanks(look: Look): void {
  const start = look.at;
  skipBlanks(look);
  if (look.at - start >= FAR && start > 0 && KINDS[look.bytes[start - 1] ?? 0] !== LINE) look.concerns |= CONCERN.read;
}

/** Looks at all words of a piece of a file, wherever they stand. */
export function lookAtWords(bytes: Buffer): Look {
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

/** Looks at the bytes of a file until there is a reason to read it as a whole. */
export const lookOver = (bytes: Buffer): Look => lookOn(newLook(bytes), CONCERN.read);

/** Looks at what is left of a file that is read as a whole: no more reason for that is looked for, only how the code looks. */
export function lookToEnd(look: Look): Look {
  look.concerns |= ~CONCERN.packer;
  return lookOn(look, 0);
}

function lookOn(look: Look, enough: number): Look {
  const { bytes } = look;
  while (look.at < bytes.length && (look.concerns & enough) === 0) {
    const kind = KINDS[bytes[look.at] ?? 0];
    if (kind === WORD) name(look);
    else if (kind === BLANK) blanks(look);
    else lookAtOther(look, kind);
  }
  return look;
}
