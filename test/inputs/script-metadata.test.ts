import { expect, test } from 'vitest';
import { fitsPython } from '../../src/inputs/structured/fits-python.js';
import { scriptMetadata } from '../../src/inputs/structured/script-metadata.js';

const SCRIPT = '#!/usr/bin/env python\n# /// script\n# requires-python = ">=3.9"\n# dependencies = [\n#   "petals>1",\n#   "seedling",\n# ]\n# ///\nprint()\n';

test('the head of a script names what it needs', async () => {
  expect(await scriptMetadata(SCRIPT, 'a.py')).toEqual({ dependencies: ['petals>1', 'seedling'], requiresPython: '>=3.9' });
  expect(await scriptMetadata(SCRIPT.replaceAll('\n', '\r\n'), 'a.py')).toEqual({ dependencies: ['petals>1', 'seedling'], requiresPython: '>=3.9' });
});

test('lines of the block end where they do for Python', async () => {
  expect((await scriptMetadata(SCRIPT.replaceAll('\n', '\r'), 'a.py')).dependencies).toEqual(['petals>1', 'seedling']);
  expect((await scriptMetadata(SCRIPT.replace('dependencies = [', 'dependencies = [ # a\u2028# b'), 'a.py')).dependencies).toEqual(['petals>1', 'seedling']);
  await expect(scriptMetadata('x\u2028# /// script\u2028# dependencies = ["petals"]\u2028# ///', 'a.py')).rejects.toThrow('names no requirements');
});

test.each([
  ['print()\n', 'names no requirements'],
  [`${SCRIPT}${SCRIPT}`, 'more than one block'],
  ['# /// script\n# dependencies = [\n# ///\n', 'not valid TOML'],
])('%j is no such head: %s', async (text, message) => {
  await expect(scriptMetadata(text, 'a.py')).rejects.toThrow(message);
});

test.each([
  ['', '3.11.7', true],
  ['>=3.9', '3.11.7', true],
  ['>=3.12', '3.11.7', false],
  ['>=3.9,<3.11', '3.11.7', false],
  ['~=3.9', '3.11.7', true],
  ['~=3.11.8', '3.11.7', false],
  ['==3.11.*', '3.11.7', true],
  ['!=3.11.*', '3.11.7', false],
  ['>3.11', '3.11.7', true],
  ['<=3.11', '3.11.7', false],
])('whether %j takes Python %s: %s', (clauses, version, takes) => {
  expect(fitsPython(clauses, version)).toBe(takes);
});
