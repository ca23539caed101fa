import { join } from 'node:path';
import { loadPythonParser } from '../../python/parser.js';
import type { ParserOptions, PythonParser } from '../../python/python-parser.js';

/** Loads the Python parser when it is first asked for, and once. `root` is depsec's own folder. `isStopped` is asked while it works. */
export function parserLoader(root: string, more: Pick<ParserOptions, 'isStopped'> = {}): () => Promise<PythonParser> {
  let loading: Promise<PythonParser> | null = null;
  return () =>
    (loading ??= loadPythonParser({
      wasmRuntime: join(root, 'dist', 'web-tree-sitter.wasm'),
      wasmGrammar: join(root, 'data', 'grammar', 'tree-sitter-python.wasm'),
      ...more,
    }));
}
