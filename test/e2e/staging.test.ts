import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';

test('a file that is not the one the index promised ends the run, shows both hashes and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const file = fixture('petals', '2.0.0');
  index.faults.set(file.fileName, 'corrupt');
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 3);
  const served = readFileSync(file.path);
  served[Math.floor(served.length / 2)] = 1 ^ (served[Math.floor(served.length / 2)] ?? 0);
  expect(done.output).toContain('petals');
  expect(done.output).toContain(file.sha256);
  expect(done.output).toContain(createHash('sha256').update(served).digest('hex'));
  expect(box.installed()).toEqual([]);
});

test('a download that keeps breaking off ends the run and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set(fixture('petals', '2.0.0').fileName, 'truncate');
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 3);
  expect(done.output).toContain('petals');
  expect(box.installed()).toEqual([]);
});

test('a slow index is waited for', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set('*', 'slow');
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0']);
});

test('no run leaves temporary files behind, whether it installs, blocks or fails', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const temporary = join(box.folder, 'tmp');
  mkdirSync(temporary);
  for (const [name, code] of [['sunflower', 0], ['thornbush', 1], ['petals==99', 2], ['acorn-source', 0]] as const) {
    expectEnd(await box.depsec(['install', '-i', index.url, name], { env: { TMPDIR: temporary } }), code);
    expect(readdirSync(temporary)).toEqual([]);
  }
});
