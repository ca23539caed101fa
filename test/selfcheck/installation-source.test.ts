import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { InstallationSource } from '../../src/core/self-check.js';
import { installationSource } from '../../src/selfcheck/installation-source.js';

function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-source-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a depsec at `place` says that it comes from, with these files around it. */
async function sourceAt(place: string, files: Readonly<Record<string, string>> = {}): Promise<InstallationSource> {
  const base = emptyFolder();
  mkdirSync(join(base, place), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return await installationSource({ root: join(base, place), startedAs: null });
}

const lockWith = (resolved: string): string => JSON.stringify({ packages: { 'node_modules/depsec': { version: '1.0.0', resolved } } });

test.each([
  ['npm-global', 'lib/node_modules/depsec', {}],
  ['local', 'project/node_modules/depsec', { 'project/package.json': '{}' }],
  ['npx', '_npx/0123/node_modules/depsec', { '_npx/0123/package.json': '{}' }],
  ['checkout', 'depsec', { 'depsec/build.mjs': '' }],
  ['folder', 'depsec', {}],
])('%s is told by where depsec lies', async (kind, place, files) => {
  expect(await sourceAt(place, files)).toEqual({ kind, from: null });
});

test('an installation from git says from where, without the password in the address', async () => {
  const files = { 'project/package.json': '{}', 'project/node_modules/.package-lock.json': lockWith('git+https://user:secret@git.invalid/depsec.git#0123') };
  expect(await sourceAt('project/node_modules/depsec', files)).toEqual({ kind: 'git', from: 'git+https://git.invalid/depsec.git#0123' });
});

test('a note of npm that is no JSON tells nothing', async () => {
  const files = { 'project/package.json': '{}', 'project/node_modules/.package-lock.json': '<' };
  expect(await sourceAt('project/node_modules/depsec', files)).toEqual({ kind: 'local', from: null });
});

test('a checkout that was started through npm link is linked', async () => {
  const base = emptyFolder();
  mkdirSync(join(base, 'depsec/bin'), { recursive: true });
  mkdirSync(join(base, 'lib/node_modules'), { recursive: true });
  mkdirSync(join(base, 'bin'));
  for (const file of ['build.mjs', 'bin/depsec.js']) writeFileSync(join(base, 'depsec', file), '');
  symlinkSync(join(base, 'depsec'), join(base, 'lib/node_modules/depsec'), 'junction');
  symlinkSync('../lib/node_modules/depsec/bin/depsec.js', join(base, 'bin/depsec'));
  expect(await installationSource({ root: join(base, 'depsec'), startedAs: join(base, 'bin/depsec') })).toEqual({ kind: 'linked', from: null });
  expect(await installationSource({ root: join(base, 'depsec'), startedAs: join(base, 'depsec/bin/depsec.js') })).toEqual({ kind: 'checkout', from: null });
});
