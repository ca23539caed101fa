import { createRequire } from 'node:module';
import type { Cursor } from '../syntax/from-cursor.js';
import { treeFromCursor } from '../syntax/from-cursor.js';
import { beyondEffort, freely, stopsWhen, type IsStopped } from '../syntax/effort.js';
import type { PythonParser } from '../python-parser.js';
import { madeFor } from './made-for.js';

// The native binding copies a whole string through a buffer of 32 KB unless the text comes in pieces or the buffer is named.
const UNITS_PER_PIECE = 8192;
const BYTES_PER_UNIT = 2;

// What this Node calls the shape of its own insides.
const ABI = process.versions.modules;

/** Machine code that was compiled on this machine fits the Node it was compiled for, and ends the process of another one where it is loaded. */
function refuseForeignCode(): void {
  const abi = madeFor(createRequire(import.meta.url).resolve('tree-sitter/package.json'));
  if (abi !== null && abi !== ABI) throw new Error(`tree-sitter was compiled for another Node (ABI ${abi}, this is ${ABI})`);
}

/** tree-sitter as native code. Rejects where the module or its machine code is missing, or was made for another Node. */
export async function loadNativeParser(isStopped: IsStopped): Promise<PythonParser> {
  refuseForeignCode();
  const [{ default: Parser }, { default: language }] = await Promise.all([import('tree-sitter'), import('tree-sitter-python')]);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    backend: 'native',
    parse: (text, spend = freely) => {
      const isEnough = stopsWhen(text, { spend, isStopped });
      const tree = parser.parse((index) => text.slice(index, index + UNITS_PER_PIECE), undefined, { progressCallback: (byte, hasError) => isEnough(byte / BYTES_PER_UNIT, hasError) });
      if (!tree) {
        // The parser would go on with this text at the next one.
        parser.reset();
        throw beyondEffort();
      }
      const cursor: Cursor = tree.walk();
      return treeFromCursor(cursor, text, isStopped);
    },
  };
}
