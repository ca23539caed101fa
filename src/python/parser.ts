import type { ParserOptions, PythonParser } from './python-parser.js';
import { parseQuickly } from './syntax/quick/parse-quickly.js';

/** The same parser, which reads ordinary Python by itself, several times faster, and hands on the rest. */
function withQuickParser(full: PythonParser): PythonParser {
  return { backend: full.backend, parse: (text) => parseQuickly(text) ?? full.parse(text) };
}

/** The native parser where its machine code loads, else the WebAssembly one; either behind the quick one, unless it is asked for. Rejects when neither loads. */
export async function loadPythonParser(options: ParserOptions): Promise<PythonParser> {
  const full = await loadFullParser(options);
  return options.backend === undefined ? withQuickParser(full) : full;
}

async function loadFullParser(options: ParserOptions): Promise<PythonParser> {
  const { loadWasmParser } = await import('./backends/wasm.js');
  if (options.backend === 'wasm') return loadWasmParser(options);
  const { loadNativeParser } = await import('./backends/native.js');
  if (options.backend === 'native') return loadNativeParser();
  return loadNativeParser().catch(async (noNative: unknown) =>
    loadWasmParser(options).catch((cause: unknown) => {
      throw new AggregateError([noNative, cause], 'neither the native nor the WebAssembly Python parser loads', { cause });
    }),
  );
}
