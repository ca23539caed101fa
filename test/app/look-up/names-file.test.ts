import { spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namesFile } from '../../../src/app/look-up/refresh-names.js';

const newHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-names-'));
const listIn = (home: string): string => join(home, 'pypi-ranks.tsv');

test('a refreshed list of names serves, else the one that ships', () => {
  const home = newHome();
  expect(namesFile(home, '/shipped')).toBe('/shipped');
  writeFileSync(listIn(home), '1\tboto3\n');
  expect(namesFile(home, '/shipped')).toBe(listIn(home));
});

test('what is no ordinary file in its place is passed over: a pipe would never end, a link lead elsewhere', () => {
  const [piped, linked] = [newHome(), newHome()];
  spawnSync('mkfifo', [listIn(piped)]);
  symlinkSync('/etc/passwd', listIn(linked));
  expect([namesFile(piped, '/shipped'), namesFile(linked, '/shipped')]).toEqual(['/shipped', '/shipped']);
});
