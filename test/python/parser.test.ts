import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { textOf, type SyntaxNode } from '../../src/python/syntax/node.js';
import { WASM_FILES } from './reading.js';

const INSTALLED_GRAMMAR = 'node_modules/tree-sitter-python/tree-sitter-python.wasm';
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('the grammar in data/ is the one of the installed package, where that is installed', () => {
  const installed = existsSync(INSTALLED_GRAMMAR) ? digest(INSTALLED_GRAMMAR) : digest(WASM_FILES.wasmGrammar);
  expect(digest(WASM_FILES.wasmGrammar)).toBe(installed);
});

test('without a choice the best parser that loads is taken, and it parses', async () => {
  const parser = await loadPythonParser(WASM_FILES);
  expect(parser.parse('x = 1\n').children[0]?.children[0]?.type).toBe('assignment');
});

test('both parsers give the same tree for text beyond ASCII, beyond 32 KB and with errors', async () => {
  const text = `é = '𝒳' # ü\nclass A(B):\n  x: int = f"{a!r:>{w}}"\nprint "two"\ndef (:\n${'value = call(1, key="é")\n'.repeat(1500)}`;
  const [best, wasm] = await Promise.all([loadPythonParser(WASM_FILES), loadPythonParser({ ...WASM_FILES, backend: 'wasm' })]);
  expect(wasm.parse(text)).toEqual(best.parse(text));
});

test('nodes know their text, their role and their line, and comments are left out', async () => {
  const parser = await loadPythonParser({ ...WASM_FILES, backend: 'wasm' });
  const root: SyntaxNode = parser.parse('# comment\nleft = right + 1\n');
  const assignment = root.children[0]?.children[0];
  expect(root.children).toHaveLength(1);
  expect(assignment?.children.map((child) => [child.field, textOf(child), child.line])).toEqual([['left', 'left', 2], ['right', 'right + 1', 2]]);
});

test('a parser that cannot load is an error that names the file', async () => {
  await expect(loadPythonParser({ wasmRuntime: 'missing.wasm', wasmGrammar: 'missing.wasm', backend: 'wasm' })).rejects.toThrow('missing.wasm');
});

test('parsers that are loaded at the same moment all work', async () => {
  const parsers = await Promise.all(Array.from({ length: 4 }, () => loadPythonParser({ ...WASM_FILES, backend: 'wasm' })));
  for (const parser of parsers) expect(parser.parse('x = 1\n').children[0]?.children[0]?.type).toBe('assignment');
});
