import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

async function severities(module: string, path = 'garden-1.0/src/garden/build.py'): Promise<readonly string[]> {
  const text = `import os, subprocess\nimport ${module}\nwith open(os.path.join(os.path.dirname(${module}.__file__), "_table.py"), "w") as table:\n    table.write("ROWS = {}")\n`;
  const { facts } = await readSource({ path, bytes: Buffer.from(text), runs: 'import' }, () => parser);
  return facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity);
}

test('a package that writes a module of another one on import is blocked', async () => {
  expect(await severities('requests')).toEqual(['critical']);
});

test('a package that writes a module of its own is left alone', async () => {
  expect(await severities('garden')).toEqual([]);
});

test('a folder further down that is called like another package does not make that one its own', async () => {
  expect(await severities('requests', 'garden/requests/build.py')).toEqual(['critical']);
});
