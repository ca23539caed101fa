import { displayWidth } from '../escape/display-width.js';

// Narrower than this, indented text would fall apart into letters; wider, a reader's eye loses the start of the next line.
const NARROWEST = 40;
const WIDEST = 120;

/** Cells that one line of a report may fill on a terminal of `columns`. */
export function lineWidth(columns: number): number {
  return Math.min(Math.max(columns, NARROWEST), WIDEST);
}

/** How a paragraph stands: cells of indentation, and the cells a whole line may fill. */
export interface Measure {
  readonly first: number;
  readonly rest: number;
  readonly width: number;
}

function brokenAt(word: string, room: number): readonly string[] {
  if (displayWidth(word) <= room) return [word];
  const parts = [''];
  for (const character of word) {
    const part = parts.at(-1) ?? '';
    // A line that begins with colons is a command to a build server, so a word that is broken there has to spell the first one.
    if (displayWidth(part + character) > room) parts.push(character === ':' ? '\\x3a' : character);
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}

/**
 * Sets words into lines of at most `width` cells. Only the first line can start at the margin: if the terminal did the wrapping,
 * a message padded with blanks could put a forged verdict at the start of a line. Coloured words must be short; long ones break.
 */
export function flow(words: readonly string[], { first, rest, width }: Measure): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(first);
  let isFresh = true;
  for (const part of words.flatMap((word) => brokenAt(word, width - Math.max(first, rest)))) {
    if (!isFresh && displayWidth(line) + 1 + displayWidth(part) > width) {
      lines.push(line);
      line = ' '.repeat(rest);
      isFresh = true;
    }
    line += isFresh ? part : ` ${part}`;
    isFresh = false;
  }
  return isFresh ? lines : [...lines, line];
}

/** The words of a sentence that has already been escaped. */
export function wordsOf(sentence: string): readonly string[] {
  return sentence.split(' ').filter((word) => word !== '');
}
