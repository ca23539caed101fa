import { expect, test } from 'vitest';
import { linesWithSecrets } from '../../src/formats/workflow.js';
import { addressIn } from '../../src/core/requirements/requirement-address.js';
import { imported } from '../../src/analysis/build-plan/build-start.js';
import { lineShapes } from '../../src/python/shapes/lines.js';
import { readSource } from '../../src/python/read-source.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { WASM_FILES } from './reading.js';

const parser = loadPythonParser(WASM_FILES);
const LONG = 300_000;

// Each of them took minutes or years: a part of a pattern could begin at each of the characters, and end at each.
test.each([
  ['a command that is one long word', `import os\nos.system("${'a'.repeat(LONG)}")\n`],
  ['a command that is nothing but the name of Python', `import os\nos.system("${'python'.repeat(LONG / 6)}")\n`],
  ['a path of nothing but slashes', `open("${'/'.repeat(LONG)}", "w").write("x")\n`],
  ['a text of nothing but ends of lines that is written', `open("x", "w").write("${String.raw`\n`.repeat(LONG)}")\n`],
  ['byte code whose name is made of dots', `import imp\nimp.load_compiled("x", "${'a.'.repeat(LONG / 2)}")\n`],
])('%s takes no time to judge', async (_, text) => {
  expect((await readSource({ path: 'leaf/__init__.py', bytes: Buffer.from(text), runs: 'import', isReadWhole: true }, () => parser)).gaps).toEqual([]);
});

test('a line that is all blanks but for its end shows no hidden code, and one with code behind blanks does', () => {
  expect(lineShapes(`${' '.repeat(99_000)}#exec`)).toEqual([]);
  expect(lineShapes(`x = 1;${' '.repeat(200)}exec(x)`)).toHaveLength(1);
});

test('names, addresses and workflows that are mostly blanks are read at once', () => {
  expect(addressIn(`a${' '.repeat(LONG)}b`)).toBeNull();
  expect(imported(`a${' '.repeat(LONG)}b`).at).toBe(`a${' '.repeat(LONG)}b`);
  expect(imported('leaf.core : make [fast]').at).toBe('leaf.core.make');
  const secrets = '${{ toJSON(secrets) }}';
  expect(linesWithSecrets(`${'\n'.repeat(LONG)}run: ${secrets}\n`)).toHaveLength(1);
  expect(linesWithSecrets(Array.from({ length: 5_000 }, (_, at) => `a${at}: ${secrets}\n`).join(''))).toHaveLength(5_000);
});
