import { loadNativeParser } from './backends/native.js';
import { loadWasmParser } from './backends/wasm.js';
import type { LoadParser, ParserOptions, PythonParser } from './python-parser.js';
import { hasEndlessLine, neverStopped } from './syntax/effort.js';
import { TreeTooLarge } from './syntax/from-cursor.js';
import { neverCompiles } from './syntax/never-compiles.js';
import { parseQuickly } from './syntax/quick/parse-quickly.js';

// The full parser finds the pieces that make sense in anything, at seconds for a megabyte.
const LONGEST_BROKEN = 256 * 1024;

/** Text that only the full parser reads. */
export class BeyondQuickParser extends Error {}

/** Reads ordinary Python without anything to load, which is nearly all that there is. */
export const quickParser: PythonParser = {
  backend: 'quick',
  parse: (text) => {
    const tree = parseQuickly(text);
    if (tree === null) throw new BeyondQuickParser('not ordinary Python');
    return tree;
  },
};

/** Does something that parses; again with the full parser, which takes longer to load than most packages to read, where it turns out to be needed. */
export async function withParser<T>(loadParser: LoadParser, work: (parser: PythonParser) => T): Promise<T> {
  try {
    return work(await loadParser());
  } catch (error) {
    if (!(error instanceof BeyondQuickParser)) throw error;
    return work(await loadParser('full'));
  }
}

/** The same parser, which reads ordinary Python by itself, several times faster, and hands on the rest. */
function withQuickParser(full: PythonParser): PythonParser {
  return {
    backend: full.backend,
    parse: (text, spend) => {
      const tree = parseQuickly(text);
      if (tree !== null) return tree;
      if (text.length > LONGEST_BROKEN && neverCompiles(text)) throw new TreeTooLarge('no Python compiles it');
      if (hasEndlessLine(text)) throw new TreeTooLarge('more in one line than can be made out');
      return full.parse(text, spend);
    },
  };
}

/** The native parser where its machine code loads, else the WebAssembly one; either behind the quick one, unless it is asked for. Rejects when neither loads. */
export async function loadPythonParser(options: ParserOptions): Promise<PythonParser> {
  const full = await loadFullParser(options);
  return options.backend === undefined ? withQuickParser(full) : full;
}

async function loadFullParser(options: ParserOptions): Promise<PythonParser> {
  const { isStopped = neverStopped } = options;
  if (options.backend === 'wasm') return loadWasmParser(options, isStopped);
  if (options.backend === 'native') return loadNativeParser(isStopped);
  return loadNativeParser(isStopped).catch(async (noNative: unknown) =>
    loadWasmParser(options, isStopped).catch((cause: unknown) => {
      throw new AggregateError([noNative, cause], 'neither the native nor the WebAssembly Python parser loads', { cause });
    }),
  );
}
