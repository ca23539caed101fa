import { expect, test } from 'vitest';
import networkAtInstall from '../../src/rules/network-at-install.js';
import { read } from '../python/reading.js';

const GITHUB = 'https://github.com/leaf/leaf/releases/download/1/leaf';

async function told(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import sys\nfrom urllib.request import urlopen\n${text}`, 'install');
  return facts === null ? [] : networkAtInstall.check(facts).map(({ severity, message }) => `${severity} ${/"[^"]*"|put together/.exec(message)?.[0] ?? ''}`);
}

const table = (second: string, more = ''): string => `PARTS = {"linux": ["${GITHUB}.tgz", "abc"], "win32": [${second}, "def"]}\n${more}`;

test.each(['url, digest = PARTS[sys.platform]\nurlopen(url)\n', 'urlopen(PARTS[sys.platform][0])\n'])('an address that is chosen from a table of rows is known as far as all of them are: %s', async (use) => {
  expect(await told(table(`"${GITHUB}.zip"`) + use)).toEqual([`medium "${GITHUB}.tgz"`]);
});

test('an address that is chosen from a table of addresses is known the same way', async () => {
  expect(await told(`PARTS = {"linux": "${GITHUB}.tgz", "win32": "${GITHUB}.zip"}\nurlopen(PARTS[sys.platform])\n`)).toEqual([`medium "${GITHUB}.tgz"`]);
});

const USE = 'urlopen(PARTS[sys.platform][0])\n';

test('of several addresses the one that counts most is told', async () => {
  expect(await told(table('"https://198.51.100.7/leaf"') + USE)).toEqual(['critical "https://198.51.100.7/leaf"']);
  expect(await told(table('"https://leaf.example.invalid/leaf"') + USE)).toEqual(['critical "https://leaf.example.invalid/leaf"']);
});

test('one that is put together, or put into the table later, has no excuse', async () => {
  expect(await told(table('"https://" + sys.argv[1]') + USE)).toEqual(['critical "https://{}"']);
  expect(await told(table(`"${GITHUB}.zip"`, 'PARTS["win32"] = [sys.argv[1], "x"]\n') + USE)).toEqual(['critical put together']);
  expect(await told(table(`"${GITHUB}.zip"`, 'PARTS.update(win32=[sys.argv[1], "x"])\n') + USE)).toEqual(['critical put together']);
});
