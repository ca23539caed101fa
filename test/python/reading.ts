import { loadPythonParser } from '../../src/python/parser.js';
import type { PythonParser } from '../../src/python/python-parser.js';
import { readSource, type SourceReading } from '../../src/python/read-source.js';
import type { When } from '../../src/core/facts/source-facts.js';

export const WASM_FILES = { wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' };

const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

/** Reads a text as one module. */
export function read(text: string | Buffer, runs: When = 'import', load: () => Promise<PythonParser> = () => parser): Promise<SourceReading> {
  return readSource({ path: 'module.py', bytes: typeof text === 'string' ? Buffer.from(text) : text, runs }, load);
}

/** When the first call of a process runs in a file that the code around it starts so. */
export async function whenStartedFrom(text: string, starts: readonly string[]): Promise<When | undefined> {
  const { facts } = await readSource({ path: 'module.py', bytes: Buffer.from(text), runs: 'install', starts }, () => parser);
  return facts?.calls('process')[0]?.when;
}

/** When the first call of a process in this text runs. */
export async function whenStarted(text: string, runs: When = 'import'): Promise<When | undefined> {
  return (await read(text, runs)).facts?.calls('process')[0]?.when;
}
