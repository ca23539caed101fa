import type { IsStopped, Spend } from './syntax/effort.js';
import type { SyntaxNode } from './syntax/node.js';

/** A Python parser that is ready to work. All of them give the same trees, but for where a statement ends that has comments at its end. */
export interface PythonParser {
  readonly backend: 'native' | 'wasm' | 'quick';
  /** Never fails on bad syntax: the tree then holds ERROR nodes. Throws `TreeTooLarge`. */
  readonly parse: (text: string, spend?: Spend) => SyntaxNode;
}

/** Where a parser comes from: one that loads nothing and throws `BeyondQuickParser` for what is not ordinary Python, unless the full one is wanted, or was before. */
export type LoadParser = (wanted?: 'full') => Promise<PythonParser>;

/** `wasmRuntime` and `wasmGrammar` are paths of .wasm files; `backend` forces one of the two (for tests and `doctor`). */
export interface ParserOptions {
  readonly wasmRuntime: string;
  readonly wasmGrammar: string;
  readonly backend?: 'native' | 'wasm';
  readonly isStopped?: IsStopped;
}
