import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';

test('audit judges what would be installed and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['audit', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toContain('3 packages safe · 0 warnings · 0 blocked');
  expect(box.installed()).toEqual([]);
});

test('audit exits 1 when something would be blocked', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['audit', '-i', index.url, 'greenhouse']);
  expectEnd(done, 1);
  expect(done.output).toContain('2 packages safe · 0 warnings · 1 blocked');
  expect(box.installed()).toEqual([]);
});

test('audit reads any number of requirements files and judges all they name', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('one.txt', 'petals==1.2.0\n');
  box.write('two.txt', 'creeper\n');
  box.write('three.txt', 'reqeusts\n');
  const done = await box.depsec(['audit', '--format', 'json', '-i', index.url, '-r', 'one.txt', '-r', 'two.txt', '--requirement', 'three.txt']);
  expectEnd(done, 1);
  expect(readRun(done.stdout).verdicts).toEqual({ creeper: 'blocked', petals: 'safe', reqeusts: 'blocked' });
  expect(box.installed()).toEqual([]);
});

test('audit never installs, not even when told to allow what is blocked', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['audit', '--allow-blocked', '-i', index.url, 'reqeusts']);
  expect([0, 1, 2]).toContain(done.code);
  expect(box.installed()).toEqual([]);
});

test.each([['that offers metadata', true], ['that offers none', false]])('a second audit fetches no file from an index %s, though none was kept', async (_, metadata) => {
  const box = makeSandbox();
  const index = await openIndex({ metadata });
  const audit = () => box.depsec(['audit', '--format', 'json', '-i', index.url, 'greenhouse', 'sunflower']);
  const first = await audit();
  expectEnd(first, 1);
  const before = index.downloads();
  expect(before.length).toBeGreaterThan(3);
  rmSync(join(box.home, '.depsec', 'files'), { recursive: true });
  const second = await audit();
  expectEnd(second, 1);
  // Without SQLite findings are kept for one run only, and `doctor` says so.
  const keeps = /^store +SQLite/m.test((await box.depsec(['doctor'])).stdout);
  expect(index.downloads().length > before.length).toBe(!keeps);
  expect(readRun(second.stdout).verdicts).toEqual(readRun(first.stdout).verdicts);
});

test('what is audited for another platform is judged though the environment here has it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  const done = await box.depsec(['audit', '--platform', 'win_amd64', '--only-binary', ':all:', '--format', 'json', '-i', index.url, 'petals']);
  expectEnd(done, 0);
  expect(readRun(done.stdout).verdicts).toEqual({ petals: 'safe' });
});
