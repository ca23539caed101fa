import { TreeTooLarge } from './from-cursor.js';

/** Takes from what all parsing of one package may take, and tells whether it may go on. `units` are about 30 microseconds each, counted without a clock. */
export type Spend = (units: number) => boolean;

/** True once nobody waits for the result any more. A thread that is ended by force while machine code works in it takes the whole process with it. */
export type IsStopped = () => boolean;

export const freely: Spend = () => true;
export const neverStopped: IsStopped = () => false;

// After an error, the parser takes the square of what is left of the line: with 16,000 words in it 5 seconds.
const LONG_LINE = 10_000;
const MOST_WORDS = 5_000;

const isWord = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122) || code > 127;

/** Words and signs in a line; a text between quotes is one of them. */
function wordsIn(line: string): number {
  let count = 0;
  let quote = '';
  let isInWord = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
      continue;
    }
    const isPart = isWord(line.charCodeAt(at));
    if (letter === '"' || letter === "'") quote = letter;
    if (letter !== ' ' && !(isPart && isInWord)) count += 1;
    isInWord = isPart;
  }
  return count;
}

/** True for text with a line that a parser would take minutes for, if there is an error in it. */
export const hasEndlessLine = (text: string): boolean => text.length > LONG_LINE && text.split('\n').some((line) => line.length > LONG_LINE && wordsIn(line) > MOST_WORDS);

// Real code takes 2 to 13 units for 1,000 characters, long tables 35. After an error each step is slower, the more so the longer the line
// (measured: 64 KB of errors in one line take 8 seconds); the parser does not tell of every error.
const ERROR_UNITS = 4;
const LETTERS_PER_UNIT = 160;
const MOST_UNITS = 20_000;
const UNITS_PER_LETTER = 0.04;

function lineLength(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end < 0 ? text.length : end) - text.lastIndexOf('\n', at);
}

/** What is called every hundred steps of one parse with the place and whether an error was met: true stops it. */
export function stopsWhen(text: string, { spend, isStopped }: { readonly spend: Spend; readonly isStopped: IsStopped }): (at: number, hasError: boolean) => boolean {
  let left = MOST_UNITS + UNITS_PER_LETTER * text.length;
  return (at, hasError) => {
    const units = hasError ? ERROR_UNITS + Math.floor(lineLength(text, at) / LETTERS_PER_UNIT) : 1;
    left -= units;
    return left < 0 || !spend(units) || isStopped();
  };
}

/** Why there is no tree. */
export const beyondEffort = (): TreeTooLarge => new TreeTooLarge('too much that fits no grammar');
