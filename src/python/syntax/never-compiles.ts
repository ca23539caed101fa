import { TreeTooLarge } from './from-cursor.js';
import { Odd } from './quick/odd.js';
import { NEVER_ENDS, tokenize } from './quick/tokenize.js';

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
