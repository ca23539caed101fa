import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVenv } from '../../src/quarantine/venv/make-venv.js';
import { writeZip } from '../support/archives/zip-writer.js';

// Node stands in for an interpreter: nothing starts it.
const python = { executable: realpathSync(process.execPath), version: '3.12.4' };

const LIBRARY = 'lib/python3.12/site-packages';

function given(files: readonly (readonly [name: string, text: string])[]): { readonly archive: string; readonly folder: string } {
  const home = mkdtempSync(join(tmpdir(), 'depsec-venv-'));
  const archive = join(home, 'given.whl');
  writeFileSync(archive, writeZip(files.map(([name, text]) => ({ name, data: Buffer.from(text) }))));
  return { archive, folder: join(home, 'venv') };
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();

test('the library of a wheel lies where Python finds it, and what would take effect unasked lies where it has none', async () => {
  const { archive, folder } = given([
    ['petals/__init__.py', ''], ['petals.pth', 'import petals'], ['Other.PTH', 'import petals'], ['petals.start', 'petals:grow'], ['sitecustomize.py', ''], ['usercustomize/__init__.py', ''], ['petals/inner.pth', ''],
    ['petals-1.0.data/purelib/late.pth', ''], ['petals-1.0.data/purelib/petals/more.py', ''], ['petals-1.0.data/scripts/python', ''],
    ['petals-1.0.data/data/pyvenv.cfg', 'home = elsewhere'], ['petals-1.0.data/data/lib/python3.12/site-packages/deep.pth', ''], ['petals-1.0.data/odd/x', ''],
  ]);
  const { files, inert, leftOut } = await makeVenv({ folder, archive, isWheel: true, python });
  expect(filesIn(folder)).toEqual([
    `${LIBRARY}/petals/__init__.py`, `${LIBRARY}/petals/inner.pth`, `${LIBRARY}/petals/more.py`,
    'not-in-effect/environment/pyvenv.cfg', 'not-in-effect/library/Other.PTH', 'not-in-effect/library/deep.pth', 'not-in-effect/library/late.pth', 'not-in-effect/library/petals.pth', 'not-in-effect/library/petals.start',
    'not-in-effect/library/sitecustomize.py', 'not-in-effect/library/usercustomize/__init__.py', 'not-in-effect/scripts/python', 'not-in-effect/unknown/x', 'pyvenv.cfg',
  ]);
  expect([files, inert.length, leftOut]).toEqual([13, 10, []]);
  expect(realpathSync(join(folder, 'bin', 'python'))).toBe(python.executable);
  expect(readFileSync(join(folder, 'pyvenv.cfg'), 'utf8')).toContain('include-system-site-packages = false');
});

test('a source package is laid out, and nothing of it takes effect', async () => {
  const { archive, folder } = given([['petals-1.0/setup.py', ''], ['petals-1.0/petals.pth', '']]);
  await makeVenv({ folder, archive, isWheel: false, python });
  expect(filesIn(folder)).toEqual(['not-in-effect/source/petals-1.0/petals.pth', 'not-in-effect/source/petals-1.0/setup.py', 'pyvenv.cfg']);
  expect(readdirSync(join(folder, LIBRARY))).toEqual([]);
});

test('an archive without a single reading is not unpacked at all', async () => {
  const { archive, folder } = given([['petals/a.py', ''], ['petals/A.py', ''], ['../outside.py', '']]);
  await expect(makeVenv({ folder, archive, isWheel: true, python })).rejects.toMatchObject({ name: 'ArchiveRefusal' });
  expect([existsSync(folder), existsSync(join(folder, '..', 'outside.py'))]).toEqual([false, false]);
});

test('two members for one place are not unpacked over each other, and nothing is left', async () => {
  const { archive, folder } = given([['petals/a.py', 'one'], ['petals-1.0.data/purelib/petals/a.py', 'two']]);
  await expect(makeVenv({ folder, archive, isWheel: true, python })).rejects.toMatchObject({ code: 'unreadable-archive' });
  expect(existsSync(folder)).toBe(false);
});

test('a folder that holds something is left as it is', async () => {
  const { archive, folder } = given([['petals/a.py', '']]);
  mkdirSync(folder);
  writeFileSync(join(folder, 'mine'), '');
  await expect(makeVenv({ folder, archive, isWheel: true, python })).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(filesIn(folder)).toEqual(['mine']);
});
