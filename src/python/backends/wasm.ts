import { readFile } from 'node:fs/promises';
import type { PythonParser } from '../python-parser.js';
import { treeFromCursor } from '../syntax/from-cursor.js';
import { beyondEffort, freely, stopsWhen, type IsStopped, type Spend } from '../syntax/effort.js';

/** Paths of the two WebAssembly files: tree-sitter itself and the Python grammar. */
export interface WasmFiles {
  readonly wasmRuntime: string;
  readonly wasmGrammar: string;
}

// web-tree-sitter is one per process, and two starts at the same time overwrite each other: the first parser then works in the memory of the second.
let starting: Promise<void> | null = null;

function startOnce(start: () => Promise<void>): Promise<void> {
  starting ??= start().catch((cause: unknown) => {
    starting = null;
    throw cause;
  });
  return starting;
}

/** tree-sitter as WebAssembly: slower than the native one, but it runs everywhere. Rejects when a file is missing or broken. */
export async function loadWasmParser(files: WasmFiles, isStopped: IsStopped): Promise<PythonParser> {
  const { Language, Parser } = await import('web-tree-sitter');
  const [runtime, grammar] = await Promise.all([readFile(files.wasmRuntime), readFile(files.wasmGrammar)]);
  await startOnce(() => Parser.init({ wasmBinary: runtime }));
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return { backend: 'wasm', parse: (text, spend = freely) => parseAndFree(parser, text, { spend, isStopped }) };
}

/** The tree lives in WebAssembly memory, which nobody collects: it is freed whatever happens. */
function parseAndFree(parser: InstanceType<typeof import('web-tree-sitter').Parser>, text: string, effort: { readonly spend: Spend; readonly isStopped: IsStopped }): ReturnType<PythonParser['parse']> {
  const isEnough = stopsWhen(text, effort);
  const tree = parser.parse(text, null, { progressCallback: ({ currentOffset, hasError }) => isEnough(currentOffset, hasError) });
  if (!tree) {
    // The parser would go on with this text at the next one.
    parser.reset();
    throw beyondEffort();
  }
  const cursor = tree.walk();
  try {
    return treeFromCursor(cursor, text, effort.isStopped);
  } finally {
    cursor.delete();
    tree.delete();
  }
}
