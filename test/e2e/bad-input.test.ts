import { mkdirSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';

test('a package that does not exist gets the popular name that was meant', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'reqests']);
  expectEnd(done, 2);
  expect(done.output).toContain('reqests');
  expect(done.output).toMatch(/did you mean .*requests/i);
});

test('a package that does not exist and resembles nothing is just not found', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'no-such-plant-in-any-garden']);
  expectEnd(done, 2);
  expect(done.output).toContain('no-such-plant-in-any-garden');
  expect(done.output).not.toMatch(/did you mean/i);
});

test('a dependency that does not exist is named, with who asked for it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'ghostly']);
  expect([2, 3]).toContain(done.code);
  expectEnd(done, done.code);
  expect(done.output).toContain('no-such-plant-anywhere');
  expect(box.installed()).toEqual([]);
});

test('a version that does not exist is named, with those that do', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'petals==99']);
  expectEnd(done, 2);
  expect(done.output).toContain('petals==99');
  expect(done.output).toContain('2.0.0');
});

test('a malformed line of a requirements file is shown with file and line number', async () => {
  const box = makeSandbox();
  box.write('requirements.txt', '# fine\npetals\nsunflower >>> 2\n');
  const done = await box.depsec(['install', '-r', 'requirements.txt']);
  expectEnd(done, 2);
  expect(done.output).toContain('requirements.txt:3');
  expect(done.output).toContain('sunflower >>> 2');
});

test('everything that is wrong is told at once: arguments, several files, and what they include', async () => {
  const box = makeSandbox();
  box.write('one.txt', 'petals >>> 2\n-r more.txt\n<<<<<<< HEAD\n');
  box.write('more.txt', '--no-such-option\n');
  box.write('two.txt', 'petals --hash=md5:0\n');
  const done = await box.depsec(['install', '-r', 'one.txt', '-r', 'two.txt', '-r', 'missing.txt', '-c', 'gone.txt', 'two words', 'sunflower=2']);
  expectEnd(done, 2);
  for (const words of ['"two words"', '"sunflower=2"', 'one.txt:1', 'more.txt:1', 'one.txt:3: a merge conflict', 'two.txt:1', 'missing.txt', 'gone.txt']) expect(done.output).toContain(words);
});

test('a requirements file that is missing, a folder or not text is refused by name', async () => {
  const box = makeSandbox();
  mkdirSync(join(box.cwd, 'folder.txt'));
  writeFileSync(join(box.cwd, 'binary.txt'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff, 0xfe, 0]));
  box.write('outer.txt', 'petals\n-r inner.txt\n');
  const named = [['missing.txt', 'missing.txt'], ['folder.txt', 'folder.txt'], ['binary.txt', 'binary.txt'], ['outer.txt', 'inner.txt']] as const;
  for (const [file, shown] of named) {
    const done = await box.depsec(['install', '-r', file]);
    expectEnd(done, 2);
    expect(done.output).toContain(shown);
  }
});

test('an unknown option inside a requirements file is refused with file and line number', async () => {
  const box = makeSandbox();
  box.write('requirements.txt', 'petals\n--run-this-first=evil\n');
  const done = await box.depsec(['install', '-r', 'requirements.txt']);
  expectEnd(done, 2);
  expect(done.output).toContain('requirements.txt:2');
});

test('requirements that exclude each other are told as who wants what', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'lawn', 'hedgerow']);
  expectEnd(done, 2);
  for (const words of ['lawn', 'hedgerow', 'petals<1', 'petals>=2']) expect(done.output).toContain(words);
  expect(box.installed()).toEqual([]);
});

test('an option that depsec does not know gets the one that was meant', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['install', '--dry-rnu', 'petals'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toMatch(/--dry-rnu/);
  expect(done.output).toMatch(/did you mean .*--dry-run/i);
});

test('a command that depsec does not know gets the one that was meant', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['instal', 'petals'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toMatch(/did you mean .*install/i);
});

test('install with nothing to install is bad input', async () => {
  const box = makeSandbox();
  const done = await box.depsec(['install']);
  expectEnd(done, 2);
  expect(done.output).toMatch(/package|requirement/i);
});

test('an unknown output format is bad input that lists the known ones', async () => {
  const box = makeSandbox({ venv: false });
  box.write('empty/nothing.py', '');
  const done = await box.depsec(['scan', '--format', 'jsn', 'empty'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('json');
});

test('a target below a file cannot be written, and the message names it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('occupied', 'I am a file\n');
  const done = await box.depsec(['install', '--target', 'occupied/vendor', '-i', index.url, 'petals']);
  expect([2, 3]).toContain(done.code);
  expectEnd(done, done.code);
  expect(done.output).toContain('occupied');
});

// Folders that refuse even root, who runs the tests in many containers.
const READ_ONLY = process.platform === 'darwin' ? '/System/depsec-target' : '/sys/depsec-target';

test('a target that cannot be written ends the run with its path, and nothing is left behind', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--target', READ_ONLY, '-i', index.url, 'petals']);
  expectEnd(done, 3);
  expect(done.output).toContain(READ_ONLY);
  expect(box.installed()).toEqual([]);
});

test('a report that finds the disk full is an error, and the device it was sent to is still there', async () => {
  const box = makeSandbox({ venv: false });
  box.write('empty/nothing.py', '');
  const done = await box.depsec(['scan', '--offline', '-o', '/dev/full', 'empty'], { venv: null });
  expectEnd(done, 3);
  expect(done.output).toMatch(/\/dev\/full.*(no space|full)/i);
  expect(statSync('/dev/full').isFile()).toBe(false);
});

test('a configuration file that is no TOML is refused with its name and line', async () => {
  const box = makeSandbox();
  const config = box.write('broken.toml', '[general]\nmode = \n');
  const done = await box.depsec(['install', '--config', config, 'petals']);
  expectEnd(done, 2);
  expect(done.output).toMatch(/broken\.toml(:2|.*line 2)/);
});

test.each([{ how: ['audit', ''] }, { how: ['install', ' '] }, { how: ['install', '-e', ''] }])('an empty requirement is called so, and nothing stands in for it: $how', async ({ how }) => {
  const box = makeSandbox();
  const done = await box.depsec(how);
  expectEnd(done, 2);
  expect(done.output).toContain('an empty requirement was given');
  expect(done.output).not.toContain('PEP 508');
});

test('an empty name of a file is not taken for the working directory', async () => {
  const box = makeSandbox();
  const done = await box.depsec(['install', '-r', '']);
  expectEnd(done, 2);
  expect(done.output).toContain('the name of the file behind -r or -c is empty');
});

test('without an index the folder is named that a missing package was looked for in', async () => {
  const box = makeSandbox();
  box.write('shelf/empty.txt', '');
  const done = await box.depsec(['audit', '--no-index', '--find-links', 'shelf', 'no-such-plant-in-any-garden']);
  expectEnd(done, 2);
  expect(done.output).toMatch(/no package named no-such-plant-in-any-garden in \S*shelf$/m);
  expect(done.output).not.toContain('configured index');
});
