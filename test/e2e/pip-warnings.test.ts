import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { buildWheel, type Release } from '../support/archives/wheel.js';
import { putFile } from '../support/garden.js';
import type { IndexFile } from '../support/garden.js';

const release = (name: string, version: string, requires: readonly string[] = []): Release => ({ name, version, requires, files: { [`${name}.py`]: 'KIND = "herb"\n' } });

const HERBS = [release('tansy', '1.0'), release('tansy', '2.0'), release('yarrow', '1.0', ['tansy<2'])];

const filesOf = (folder: string): readonly IndexFile[] => HERBS.map((herb) => putFile(join(folder, 'herbs', herb.version), buildWheel(herb), herb));

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

test.each([{ how: [] }, { how: ['--one-pass'] }])('what an install breaks of what is installed is told, as pip tells it: $how', async ({ how }) => {
  const box = makeSandbox();
  const index = await openIndex({ files: filesOf(box.folder) });
  expectEnd(await box.depsec(['install', ...how, '-i', index.url, 'yarrow']), 0);
  const done = await box.depsec(['install', ...how, '-i', index.url, 'tansy==2.0']);
  expectEnd(done, 0);
  expect(inOneLine(done.output)).toContain('Warning: yarrow 1.0 requires tansy<2, but tansy 2.0 is installed now');
  expect(box.installed()).toEqual(['tansy==2.0', 'yarrow==1.0']);
});

test('nothing is told of it with --no-warn-conflicts, nor where nothing breaks', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: filesOf(box.folder) });
  const first = await box.depsec(['install', '-i', index.url, 'yarrow']);
  const quiet = await box.depsec(['install', '--no-warn-conflicts', '-i', index.url, 'tansy==2.0']);
  for (const done of [first, quiet]) {
    expectEnd(done, 0);
    expect(done.output).not.toContain('requires');
  }
});

test.each([{ how: [] }, { how: ['--one-pass'] }])('an extra that a package does not have is told: $how', async ({ how }) => {
  const box = makeSandbox();
  const index = await openIndex({ files: filesOf(box.folder) });
  const done = await box.depsec(['install', ...how, '-i', index.url, 'tansy[tea]==2.0']);
  expectEnd(done, 0);
  expect(inOneLine(done.output)).toContain("Warning: tansy 2.0 does not provide the extra 'tea'");
});

test.each([{ how: [] }, { how: ['--one-pass'] }])('a requirement that is not for this environment is told: $how', async ({ how }) => {
  const box = makeSandbox();
  const index = await openIndex({ files: filesOf(box.folder) });
  const done = await box.depsec(['install', ...how, '-i', index.url, 'tansy==2.0', 'yarrow ; python_version < "3"']);
  expectEnd(done, 0);
  expect(inOneLine(done.output)).toContain('Not for this environment, and left out: yarrow (python_version < "3")');
});
