import { expect, test } from 'vitest';
import { pyproject, whenIn, type Files } from './trees.js';

const BRANCH = 'import os, sys\nif sys.argv[-1] == "publish":\n    os.system("x")\n    sys.exit()\n';
const CHANGE = 'import sys\nsys.argv.append("publish")\n';

test('what setup.py does for a word that only its author says is latent', async () => {
  expect(await whenIn({ 'setup.py': BRANCH })).toEqual({ 'setup.py': 'latent' });
});

test('it stays so beside a module that changes the words in a function that nobody calls', async () => {
  expect(await whenIn({ 'setup.py': `${BRANCH}import helper\n`, 'helper.py': 'import sys\ndef main():\n    sys.argv.append("publish")\n' })).toEqual({ 'setup.py': 'latent' });
});

const changed: readonly (readonly [string, Files])[] = [
  ['a module that it imports', { 'setup.py': `import helper\n${BRANCH}`, 'helper.py': CHANGE }],
  ['a function that it calls', { 'setup.py': `import helper\nhelper.go()\n${BRANCH}`, 'helper.py': 'import sys\ndef go():\n    sys.argv.append("publish")\n' }],
  ['a module behind the one that it imports', { 'setup.py': `import helper\n${BRANCH}`, 'helper.py': 'import deeper\n', 'deeper.py': CHANGE }],
  ['a file that it executes', { 'setup.py': `exec(open("version.txt").read())\n${BRANCH}`, 'version.txt': CHANGE }],
  ['the own backend', { 'setup.py': BRANCH, 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': `from setuptools.build_meta import *\n${CHANGE}` }],
];

test.each(changed)('it runs while installing where %s changes the words', async (_, files) => {
  expect((await whenIn(files))['setup.py']).toBe('install');
});

test.each([
  ['starts it', 'import subprocess, sys\nsubprocess.call([sys.executable, "setup.py", "publish"])\n'],
  ['has distutils start it', 'from distutils.core import run_setup\nrun_setup("setup.py", ["publish"])\n'],
])('it runs while installing where the own backend %s with other words', async (_, body) => {
  const backend = `${body.split('\n')[0]}\ndef build_wheel(*given):\n    ${body.split('\n')[1]}\n`;
  expect((await whenIn({ 'setup.py': BRANCH, 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': backend }))['setup.py']).toBe('install');
});

test('the same in another script that setup.py starts runs while installing', async () => {
  expect((await whenIn({ 'setup.py': 'import subprocess, sys\nsubprocess.call([sys.executable, "gen.py", "publish"])\n', 'gen.py': BRANCH }))['gen.py']).toBe('install');
});
