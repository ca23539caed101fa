import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders } from '../../../src/platform/files/make-folders.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'depsec-folders-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('missing folders above are made as well, and what is there already is fine', async () => {
  const path = join(folder(), 'a', 'b', 'c');
  await makeFolders(path, 0o700);
  await makeFolders(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test.runIf(process.platform !== 'win32')('all of them are made for those that were meant', async () => {
  const path = join(folder(), 'a', 'b');
  await makeFolders(path, 0o700);
  expect([path, join(path, '..')].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
});

test('many at once make the same folder', async () => {
  const path = join(folder(), 'a', 'b');
  await Promise.all(Array.from({ length: 8 }, () => makeFolders(path)));
  expect(existsSync(path)).toBe(true);
});

test('a file in the way is an error', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  await expect(makeFolders(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(file, 'below'))).rejects.toMatchObject({ code: expect.stringMatching(/^(?:ENOTDIR|ENOENT|EEXIST)$/) });
});

// Node's own would go on for ever.
test.runIf(existsSync('/proc/self'))('below a folder that answers that nothing can be there, it ends', async () => {
  await expect(makeFolders('/proc/depsec-nothing/below')).rejects.toMatchObject({ code: 'ENOENT' });
});
