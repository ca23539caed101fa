import type { Cursor } from '../syntax/from-cursor.js';
import { treeFromCursor } from '../syntax/from-cursor.js';
import type { PythonParser } from '../python-parser.js';

// The native binding copies a whole string through a buffer of 32 KB unless the text comes in pieces or the buffer is named.
const UNITS_PER_PIECE = 8192;

/** tree-sitter as native code. Rejects where the module or its machine code is missing. */
export async function loadNativeParser(): Promise<PythonParser> {
  const [{ default: Parser }, { default: language }] = await Promise.all([import('tree-sitter'), import('tree-sitter-python')]);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    backend: 'native',
    parse: (text) => {
      const tree = parser.parse((index: number) => text.slice(index, index + UNITS_PER_PIECE));
      const cursor: Cursor = tree.walk();
      return treeFromCursor(cursor, text);
    },
  };
}
