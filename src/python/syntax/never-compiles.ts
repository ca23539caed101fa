import { TreeTooLarge } from './from-cursor.js';
import { Odd } from './quick/odd.js';
import { NEVER_ENDS, tokenize } from './quick/tokenize.js';
import { DEDENT, INDENT, NAME, NEWLINE, STRING_START, type Tokens } from './quick/tokens.js';

/**
 * True for text that no Python 3 compiles, by its tokens alone: brackets that do not fit, strings that do not end. Templates, snippets and broken tests
 * are like that. False where that is not certain.
 */
export function neverCompiles(text: string): boolean {
  try {
    tokenize(text);
    return false;
  } catch (error) {
    if (error instanceof Odd) return NEVER_ENDS.has(error.message);
    if (error instanceof TreeTooLarge) return false;
    throw error;
  }
}

const ONLY_PYTHON_2: ReadonlySet<string> = new Set(['exec', 'print']);
const BEGINS: ReadonlySet<number | undefined> = new Set([undefined, NEWLINE, INDENT, DEDENT]);

/** True where a statement begins with such a word and goes on with a name or a text: to Python 3 these are two names in a row. */
const isOfPython2 = ({ kinds, starts, ends }: Tokens, source: string): boolean =>
  kinds.some((kind, index) => kind === NAME && BEGINS.has(kinds[index - 1]) && (kinds[index + 1] === NAME || kinds[index + 1] === STRING_START) && ONLY_PYTHON_2.has(source.slice(starts[index], ends[index])));

/** True for text with a statement that only Python 2 has, whatever follows it, by its tokens alone. False where that is not certain. */
export function holdsPython2(text: string): boolean {
  try {
    return isOfPython2(tokenize(text), text);
  } catch (error) {
    if (error instanceof Odd || error instanceof TreeTooLarge) return false;
    throw error;
  }
}
