import { displayWidth, isCombining } from './display-width.js';
import { isPlainlyVisible } from './hidden-characters.js';

/** `unicode`: the terminal shows UTF-8 (default true). `width`: cells at most, the ellipsis included (default 1,000). */
export interface TerminalLimits {
  readonly unicode?: boolean;
  readonly width?: number;
}

// A megabyte of package text must not scroll the verdict off the screen, whoever forgets to give a width.
const WIDEST = 1_000;
// Scripts need one to three marks on a letter. Piles of them ("zalgo") paint over the lines above and below.
const MOST_MARKS = 3;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const SHORT_FORMS: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// Build servers read the log of a job, indented lines too, and obey what looks like a command of theirs: `::error::` at the beginning of a line, which
// any word may be after wrapping; `##[error]`, `##vso[` and `##teamcity[` anywhere in it.
const COMMAND = /(?<=^| )::|##(?=(?:vso|teamcity)?\[)/g;

const disarmed = (text: string): string => text.replace(COMMAND, (start) => `${spelledByNumber(start.charCodeAt(0))}${start.slice(1)}`);

const spelledByNumber = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`;

function spelledOut(character: string): string {
  const short = SHORT_FORMS[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return spelledByNumber(code);
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

function* piecesOf(text: string, unicode: boolean): Generator<string> {
  // A mark needs a visible base of its own text: at the start it would land on a character of ours, after an escape on a digit.
  let hasBase = false;
  let marks = 0;
  for (const character of text) {
    const isMark = isCombining(character);
    marks = isMark ? marks + 1 : 0;
    const isShown = isMark ? hasBase && marks <= MOST_MARKS : true;
    if (isShown && isPlainlyVisible(character) && (unicode || PRINTABLE_ASCII.test(character))) {
      if (!isMark) hasBase = character !== ' ';
      yield character;
    } else {
      hasBase = false;
      yield spelledOut(character);
    }
  }
}

function shortened(pieces: readonly string[], width: number, ellipsis: string): string {
  const room = width - displayWidth(ellipsis);
  if (room < 0) return ellipsis.slice(0, Math.max(0, width));
  let used = 0;
  let kept = '';
  for (const piece of pieces) {
    used += displayWidth(piece);
    if (used > room) break;
    kept += piece;
  }
  return kept + ellipsis;
}

/**
 * Makes text of packages, indexes, tools and models safe to print on one line of a terminal. Whatever could be invisible, move
 * the cursor, change colours, reverse the reading order or start a new line appears as a visible escape (`\x1b`, `\u202e`,
 * `\u{e0041}`, `\n`), as does the beginning of a command to a build server; what is wider than `width` ends in an ellipsis. Applying it twice changes nothing more.
 */
export function escapeForTerminal(given: string, limits: TerminalLimits = {}): string {
  const { unicode = true, width = WIDEST } = limits;
  const text = disarmed(given);
  if (text.length <= width && PRINTABLE_ASCII.test(text)) return text;
  const pieces: string[] = [];
  let used = 0;
  for (const piece of piecesOf(text, unicode)) {
    pieces.push(piece);
    used += displayWidth(piece);
    if (used > width) return shortened(pieces, width, unicode ? '…' : '...');
  }
  return pieces.join('');
}
