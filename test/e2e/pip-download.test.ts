import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { closedPort } from '../support/servers/index-server.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { markingCode, putSdist, sourceFiles } from '../support/sources.js';

const listed = (box: Sandbox, folder: string): readonly string[] => (existsSync(join(box.cwd, folder)) ? readdirSync(join(box.cwd, folder)).toSorted() : []);
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('pip download --dest puts the judged files there, wheels and sources, the same that pip puts there', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const words = ['download', '-i', index.url, 'sunflower', 'acorn-source'];
  expectEnd(await box.pip([...words, '-d', 'by-pip']), 0);
  // What is installed already is downloaded all the same.
  expectEnd(await box.pip(['install', '-i', index.url, 'petals']), 0);
  const done = await box.depsec(['pip', ...words, '--dest=by-depsec']);
  expectEnd(done, 0);
  expect(done.output).toMatch(/Saved in\s/);
  expect(listed(box, 'by-depsec')).toEqual(listed(box, 'by-pip'));
  for (const name of listed(box, 'by-pip')) expect(digest(join(box.cwd, 'by-depsec', name))).toBe(digest(join(box.cwd, 'by-pip', name)));
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('pip download writes nothing when something could not be checked and that is to fail', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: `http://127.0.0.1:${await closedPort()}`, DEPSEC_PUBLIC_INDEXES: index.url };
  const done = await box.depsec(['pip', 'download', '-d', 'out', '-i', index.url, 'petals'], { env: { ...env, DEPSEC_FAIL_CLOSED: 'true' } });
  expectEnd(done, 3);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('so nothing is saved');
  expect(listed(box, 'out')).toEqual([]);
});

test('pip download and pip wheel write nothing when something is blocked, and run nothing of it', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'ran');
  const evil = putSdist(join(box.folder, 'files'), 'evil-source', { backendCode: markingCode(marker) });
  const index = await openIndex({ files: [evil, fixture('petals', '2.0.0'), fixture('thornbush', '1.0.0')] });
  for (const words of [['download', '-d', 'out', 'petals', 'thornbush'], ['wheel', '-w', 'out', 'petals', 'thornbush'], ['download', '-d', 'out', 'petals', 'evil-source'], ['wheel', '-w', 'out', 'petals', 'evil-source']]) {
    const done = await box.depsec(['pip', ...words, '-i', index.url]);
    expectEnd(done, 1);
    expect(done.output).toContain('Blocked');
    expect(done.output).toContain('Nothing was saved: 1 of 2 packages did not pass.');
  }
  expect(listed(box, 'out')).toEqual([]);
  expect(existsSync(marker)).toBe(false);
});

test('pip wheel --wheel-dir makes wheels of sources as an install does, and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const words = ['wheel', '-i', index.url, 'acorn-source', 'sunflower'];
  expectEnd(await box.pip([...words, '-w', 'by-pip']), 0);
  expectEnd(await box.depsec(['pip', ...words, '--wheel-dir', 'by-depsec']), 0);
  expect(listed(box, 'by-depsec')).toEqual(listed(box, 'by-pip'));
  expect(digest(join(box.cwd, 'by-depsec', 'petals-2.0.0-py3-none-any.whl'))).toBe(fixture('petals', '2.0.0').sha256);
  expect(box.installed()).toEqual([]);
});

test('--exists-action says what becomes of another file of the same name; without it the judged one takes its place', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const name = 'petals-2.0.0-py3-none-any.whl';
  const path = join(box.cwd, name);
  const isJudged = (): boolean => digest(path) === fixture('petals', '2.0.0').sha256;
  const download = async (code: number, ...words: readonly string[]): Promise<void> => {
    writeFileSync(path, 'something else');
    expectEnd(await box.depsec(['pip', 'download', '-i', index.url, 'petals', ...words]), code);
  };
  await download(2, '--exists-action', 'a');
  await download(0, '--exists-action=i');
  expect(isJudged()).toBe(false);
  await download(0, '--exists-action=b');
  expect(readFileSync(`${path}.bak`, 'utf8')).toBe('something else');
  await download(0);
  expect(isJudged()).toBe(true);
});

test('of a folder what it needs is downloaded, as by pip', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const project = { ...sourceFiles('orchard'), 'PKG-INFO': 'Metadata-Version: 2.1\nName: orchard\nVersion: 1.0.0\nRequires-Dist: petals\n' };
  for (const [name, text] of Object.entries(project)) box.write(`orchard/${name}`, text);
  for (const tool of ['pip', 'depsec'] as const) {
    expectEnd(await box[tool]([...(tool === 'pip' ? [] : ['pip']), 'download', '-i', index.url, '-d', tool, './orchard']), 0);
  }
  expect(listed(box, 'depsec')).toEqual(listed(box, 'pip'));
});

test.each([['download', '-d'], ['wheel', '-w']])('pip %s tells of a place where nothing can be saved before anything is fetched', async (command, option) => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('occupied', 'I am a file\n');
  const done = await box.depsec(['pip', command, option, 'occupied/out', '-i', index.url, 'petals']);
  expectEnd(done, 3);
  expect(done.output).toContain('occupied');
  expect(done.output).not.toContain('Analyzing');
  expect(index.downloads()).toEqual([]);
});

test('of a file that names no package it is not said that everything is there', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('nothing.txt', '');
  const done = await box.depsec(['pip', 'download', '-i', index.url, '-r', 'nothing.txt', '-d', 'shelf']);
  expectEnd(done, 0);
  expect(done.output).toContain('nothing.txt names no package');
  expect(done.output).not.toContain('Everything is in');
});
