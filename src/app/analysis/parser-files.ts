import { join } from 'node:path';
import { loadPythonParser, quickParser } from '../../python/parser.js';
import type { LoadParser, ParserOptions, PythonParser } from '../../python/python-parser.js';

/** Loads the full Python parser when it is first wanted, and once. `root` is depsec's own folder. `isStopped` is asked while it works. */
export function parserLoader(root: string, more: Pick<ParserOptions, 'isStopped'> = {}): LoadParser {
  let full: Promise<PythonParser> | null = null;
  return (wanted) => {
    if (full === null && wanted !== 'full') return Promise.resolve(quickParser);
    return (full ??= loadPythonParser({
      wasmRuntime: join(root, 'dist', 'web-tree-sitter.wasm'),
      wasmGrammar: join(root, 'data', 'grammar', 'tree-sitter-python.wasm'),
      ...more,
    }));
  };
}
