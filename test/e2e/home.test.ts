import { chmodSync, chownSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';

test('a HOME that does not exist is no reason to stop', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { env: { HOME: join(box.folder, 'no', 'such', 'home') } }), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

// Whoever runs this may be root, whom permissions do not stop; nobody can make a folder below a file.
test('a HOME that cannot be written gets a temporary store and one warning', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const home = box.write('not-a-folder', '');
  const done = await box.depsec(['install', '-i', index.url, 'petals'], { env: { HOME: home } });
  expectEnd(done, 0);
  expect(done.output.replaceAll(/\s/g, '')).toContain('not-a-folder');
  expect(done.output).toMatch(/temporary store/);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

// Root can give a folder away; to everyone else the root folder belongs to someone else already.
test('a HOME that belongs to someone else is left alone: a temporary store and one warning', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(box.home, 65_534, 65_534);
  const done = await box.depsec(['install', '-i', index.url, 'petals'], { env: { HOME: isRoot ? box.home : '/' } });
  expectEnd(done, 0);
  expect(done.output).toMatch(/temporary store/);
  expect(existsSync(join(box.home, '.depsec'))).toBe(false);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a ~/.depsec that is a link to elsewhere is refused', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const elsewhere = join(box.folder, 'elsewhere');
  mkdirSync(elsewhere, { mode: 0o700 });
  symlinkSync(elsewhere, join(box.home, '.depsec'));
  const done = await box.depsec(['install', '-i', index.url, 'petals']);
  expectEnd(done, 2);
  expect(done.output).toContain('.depsec');
  expect(existsSync(join(elsewhere, 'depsec.log'))).toBe(false);
  expect(box.installed()).toEqual([]);
});

test('a ~/.depsec that everyone may write to is refused', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const folder = join(box.home, '.depsec');
  mkdirSync(folder);
  writeFileSync(join(folder, 'config.toml'), '[general]\nmode = "warn"\n');
  chmodSync(folder, 0o777);
  const done = await box.depsec(['install', '-i', index.url, 'reqeusts']);
  expectEnd(done, 2);
  expect(done.output).toContain('.depsec');
  expect(box.installed()).toEqual([]);
});

test('DEPSEC_HOME moves everything depsec keeps', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const elsewhere = join(box.folder, 'kept-here');
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { env: { DEPSEC_HOME: elsewhere } }), 0);
  expect(existsSync(join(elsewhere, 'depsec.log'))).toBe(true);
  expect(existsSync(join(box.home, '.depsec'))).toBe(false);
});

test('what is shown of a store that cannot be used says so', async () => {
  const box = makeSandbox();
  for (const words of [['log'], ['quarantine'], ['cache', 'stats']]) {
    const done = await box.depsec(words, { env: { HOME: join(box.folder, 'gone') } });
    expectEnd(done, 0);
    expect(done.output.replaceAll(/\s+/g, ' ')).toContain('Warning: a temporary store serves this run only:');
  }
});

test('the file that a hint names is the one that would be read', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const elsewhere = join(box.folder, 'kept-here');
  const usual = await box.depsec(['audit', '-i', index.url, 'thornbush']);
  expect(usual.output).toContain('add to ~/.depsec/config.toml:');
  const moved = await box.depsec(['audit', '-i', index.url, 'thornbush'], { env: { DEPSEC_HOME: elsewhere } });
  // A long path is broken where the line ends.
  expect(moved.output.replaceAll(/\s+/g, '')).toContain(`addto${join(elsewhere, 'config.toml')}:`);
});
