import { expect, test } from 'vitest';
import { DEEPEST } from '../../src/python/flow/interpret.js';
import { read } from './reading.js';

test('a file without a remarkable word costs no parse', async () => {
  const reading = await read('def add(a, b):\n    return a + b\n', 'import', () => Promise.reject(new Error('the parser was loaded')));
  expect(reading).toMatchObject({ facts: null, gaps: [] });
  expect(reading.lines()[1]).toBe('    return a + b');
});

test('an encoding that cannot be read is a gap that names the file', async () => {
  const reading = await read('# coding: rot13\nrkrp(k)\n');
  expect(reading.facts).toBeNull();
  expect(reading.gaps).toEqual([{ kind: 'runs', what: 'module.py', why: 'its encoding "rot13" is not one that depsec reads' }]);
});

test('broken syntax around a remarkable word is a gap, and what can be read is read', async () => {
  const reading = await read('import os\nos.system("first")\ndef 1 exec():\n');
  expect(reading.gaps.map((gap) => gap.kind)).toEqual(['runs']);
  expect(reading.facts?.calls('process').map((call) => call.text)).toEqual(['first']);
});

test('broken syntax in code that only runs when called does not block', async () => {
  expect((await read('import subprocess\ndef 1 exec():\n', 'latent')).gaps.map((gap) => gap.kind)).toEqual(['latent']);
});

test.each(['def (exec(:\n', 'x = exec(1))\n', '{% for x in exec() }\n%}\n{\n'])('what no Python compiles is told, and nothing runs: %j', async (text) => {
  const { gaps } = await read(`import subprocess\n${text}`);
  expect(gaps).toMatchObject([{ kind: 'data', what: 'module.py', why: expect.stringMatching(/^no Python compiles it, first in line \d/) }]);
});

test('broken syntax without a remarkable word is told, no more', async () => {
  expect((await read('import subprocess\nx = = 1\n')).gaps.map((gap) => gap.kind)).toEqual(['data']);
});

test('Python 2 cannot be imported, so what the grammar does not know of it is told, no more', async () => {
  expect((await read('import subprocess\nprint "two"\nTrue, exec (= 1\n')).gaps.map((gap) => gap.kind)).toEqual(['data']);
});

test('print with brackets does not make a file Python 2', async () => {
  expect((await read('import subprocess\nprint ("x")\nprint >> exec, y\ndef 1 exec():\n')).gaps.map((gap) => gap.kind)).toEqual(['runs']);
});

test('expressions nested beyond the limit are a gap, not a crash', async () => {
  const deep = `import subprocess\nx = ${'('.repeat(DEEPEST + 50)}1${')'.repeat(DEEPEST + 50)}\n`;
  expect((await read(deep)).gaps.map((gap) => gap.why)).toEqual([`expressions are nested deeper than ${DEEPEST}`]);
});

test('a sum of 20,000 strings is folded without nesting', async () => {
  const reading = await read(`import os\nos.system(${Array.from({ length: 20_000 }, () => '"a"').join(' + ')})\n`);
  expect(reading.gaps).toEqual([]);
  expect(reading.facts?.calls('process')[0]?.text).toHaveLength(20_000);
});

test('text that grows beyond all bounds is let go', async () => {
  const doubling = Array.from({ length: 60 }, () => 'x = x + x\nx = x.replace("a", x)\nx = "{0}{0}{0}{0}".format(x)\nx = x.join([x, x, x, x])\n').join('');
  expect((await read(`import os\nx = "aaaaaaaa"\n${doubling}os.system(x)\n`)).gaps).toEqual([]);
});
