import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import type { Gap } from '../../src/core/finding.js';
import { tarOf, type TarPart } from '../archive/hostile-tar.js';
import { inFolder } from '../archive/reading.js';
import { analyserWith } from './fake-reader.js';

/** What was not looked at of an sdist with a package of these members. */
const gapsIn = (parts: readonly TarPart[]): Promise<readonly Gap[]> =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'garden-1.0.tar'), tarOf([{ name: 'g-1/garden/__init__.py' }, ...parts]));
    return (await analyseArchive(join(folder, 'garden-1.0.tar'), analyserWith({}), { name: null, version: null })).gaps;
  });

const SETUP = { name: 'g-1/setup.py' };
const LINKED = { name: 'g-1/garden/b.py', type: '2', link: '../lib/c.py' };

test('a link to nothing in the place of a module is none', async () => {
  expect(await gapsIn([SETUP, LINKED, { name: 'g-1/d.py', type: '2', link: 'garden/b.py' }])).toEqual([]);
});

test.each([
  ['a folder of that name lies on some systems', [{ name: 'g-1/LIB/C.py/x' }]],
  ['a file of that name lies on some systems', [{ name: 'g-1/LIB/c.PY' }]],
  ['another link leads to a folder', [{ name: 'g-1/garden/data/x' }, { name: 'g-1/lib', type: '2', link: 'garden/data' }]],
])('a link in the place of a module is a gap where it leads to nothing, and %s', async (_, more) => {
  expect(await gapsIn([SETUP, LINKED, ...more])).toMatchObject([{ kind: 'runs', what: 'g-1/garden/b.py' }]);
});

test('a setup.py that is a link to nothing is a gap', async () => {
  expect(await gapsIn([{ name: 'g-1/setup.py', type: '2', link: 'gone.py' }])).toMatchObject([{ kind: 'runs', what: 'g-1/setup.py' }]);
});
