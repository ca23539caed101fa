import { expect, test } from 'vitest';
import { read } from './reading.js';

test('a template that a build fills is read as what it becomes', async () => {
  const { facts, gaps } = await read('import os, gettext\ngettext.bindtextdomain(@DOMAIN@, @FOLDER@)\nos.system(@TOOL@ + " --leaf")\n');
  expect(gaps).toEqual([]);
  expect(facts?.calls('process')).toHaveLength(1);
});

test('a statement that Python itself fills in is one', async () => {
  const { facts, gaps } = await read('import os\n$more\nos.system(${tool} + " --leaf")\n');
  expect(gaps).toEqual([]);
  expect(facts?.calls('process')).toHaveLength(1);
});

test.each([
  ['broken besides', 'import os\nos.system(@TOOL@)\nprint((1]\n'],
  ['broken without places', 'import os\nos.system(@)\n'],
])('code that is %s is told, and not filled', async (_, text) => {
  expect((await read(text)).gaps).toMatchObject([{ kind: 'data' }]);
});

test('a product of matrices is no template', async () => {
  const { facts, gaps } = await read('import os\nx = a @b@ c\nos.system("echo @b@")\n');
  expect(gaps).toEqual([]);
  expect(facts?.calls('process').map(({ text }) => text)).toEqual(['echo @b@']);
});
