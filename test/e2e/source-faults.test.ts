import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { closedPort, type Fault } from '../support/servers/index-server.js';
import { markingCode, putSdist } from '../support/sources.js';

test.each([
  ['corrupt', 'sha256'],
  ['truncate', 'acorn_source-1.0.0.tar.gz'],
  ['error-500', '500'],
] satisfies readonly (readonly [Fault, string])[])('a source package that comes with the fault %s ends the run, and nothing of it is run', async (fault, named) => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set(fixture('acorn-source', '1.0.0').fileName, fault);
  for (const command of [['install'], ['audit']]) {
    const done = await box.depsec([...command, '-i', index.url, 'acorn-source']);
    expectEnd(done, 3);
    expect(done.output).toContain(named);
  }
  expect(box.installed()).toEqual([]);
});

test('a page in place of an archive is no archive, and blocks', async () => {
  const box = makeSandbox();
  const links = join(box.cwd, 'links');
  const file = putSdist(links, 'acorn');
  writeFileSync(file.path, '<!DOCTYPE html><html><body>Log in to your hotel</body></html>');
  const done = await box.depsec(['install', '--no-index', '-f', links, 'acorn']);
  expectEnd(done, 1);
  expect(done.output).toContain('not-an-archive');
});

test('two indexes with one file name and different contents do not get mixed up', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const honest = await openIndex({ files: [putSdist(join(box.folder, 'honest'), 'acorn')] });
  const other = await openIndex({ files: [putSdist(join(box.folder, 'other'), 'acorn', { hookCode: markingCode(marker) })] });
  for (const order of [[honest, other], [other, honest]] as const) {
    const done = await box.depsec(['install', '--force-reinstall', '-i', order[0].url, '--extra-index-url', order[1].url, 'acorn']);
    // pip takes the file of whichever page it read last or first; what it takes is judged as what it is.
    expect([0, 1]).toContain(done.code);
    expect(existsSync(marker)).toBe(false);
    expect(done.output.includes('✗ Blocked')).toBe(done.code === 1);
  }
});

test('an address that the build of a package asks for by itself is not reached through depsec', async () => {
  const box = makeSandbox();
  const outside = await openIndex();
  const file = putSdist(join(box.folder, 'files'), 'seeker', { requires: [`petals @ http://127.0.0.1:${await closedPort()}/petals-2.0.0-py3-none-any.whl`] });
  const index = await openIndex({ files: [file] });
  const done = await box.depsec(['install', '-i', index.url, 'seeker']);
  expect(done.code).toBe(3);
  expect(outside.requests).toEqual([]);
  expect(box.installed()).toEqual([]);
});

test.each(['petals @ file:///etc', 'petals @ git+https://gardens.invalid/petals', '-rfoo', '--index-url=http://gardens.invalid/'])('a build requirement that is no ordinary one (%s) is refused by name', async (requirement) => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(join(box.folder, 'files'), 'seeker', { requires: [requirement] })] });
  const done = await box.depsec(['install', '-i', index.url, 'seeker']);
  expectEnd(done, 3);
  expect(done.output).toContain('seeker 1.0.0');
  expect(box.installed()).toEqual([]);
});
