import { generalWords } from './known-words.js';
import { longWord } from './read-words.js';
import { CommanderError } from 'commander';

/** A command line of pip, split at its command; `command` is null where there is none, or where an option before it ends the matter (`--version`). */
export interface PipCommandLine {
  readonly general: readonly string[];
  readonly command: string | null;
  readonly rest: readonly string[];
}

const ENDS_IT = new Set(['help', 'version']);

/** How many words an option before the command takes, or null when pip goes no further than it. */
function lengthOf(word: string): 1 | 2 | null {
  const known = generalWords();
  if (!word.startsWith('--')) {
    const options = word.slice(1).split('').map((sign) => known.shorts.get(sign)?.name ?? 'help');
    return options.some((name) => ENDS_IT.has(name)) ? null : 1;
  }
  const { name, takesValue } = longWord(word.slice(2).split('=')[0] ?? '', known);
  if (ENDS_IT.has(name)) return null;
  return takesValue && !word.includes('=') ? 2 : 1;
}

/** Finds the command among the options that pip takes before it. What pip would not understand has no command: pip itself says so best. */
export function splitPipCommand(words: readonly string[]): PipCommandLine {
  const none: PipCommandLine = { general: words, command: null, rest: [] };
  try {
    for (let at = 0; at < words.length;) {
      const word = words[at] ?? '';
      if (!word.startsWith('-') || word === '-' || word === '--') return { general: words.slice(0, at), command: word, rest: words.slice(at + 1) };
      const length = lengthOf(word);
      if (length === null) return none;
      at += length;
    }
    return none;
  } catch (error) {
    if (error instanceof CommanderError) return none;
    throw error;
  }
}
