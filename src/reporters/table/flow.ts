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

// A path reads best where its folders are whole; below a third of the room that would leave lines all but empty.
const LEAST_SHARE = 1 / 3;

/** The beginning of a word that fills a line: up to its last slash, where one stands far enough into it. */
function whole(part: string, room: number): string {
  const end = part.lastIndexOf('/') + 1;
  return displayWidth(part.slice(0, end)) >= room * LEAST_SHARE ? part.slice(0, end) : part;
}

// A line that begins with colons is a command to a build server, so a word that is broken there has to spell the first one.
const begun = (part: string): string => (part.startsWith(':') ? `\\x3a${part.slice(1)}` : part);

function brokenAt(word: string, room: number): readonly string[] {
  if (displayWidth(word) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (displayWidth(part + character) <= room) part += character;
    else {
      const kept = whole(part, room);
      parts.push(kept);
      part = begun(part.slice(kept.length) + character);
    }
  }
  return [...parts, part];
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
