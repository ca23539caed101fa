import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { parseObject } from '../support/json.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { markingCode, putSdist } from '../support/sources.js';
import { buildSdist, buildZipSdist } from '../support/archives/wheel.js';
import { writeZip } from '../support/archives/zip-writer.js';

// What it decodes to names nothing that exists.
const BAD_SETUP = `import base64
from setuptools import setup

exec(base64.b64decode("cHJpY2sodW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbikK"))
setup(name="nettle", version="1.0")
`;
const NETTLE = { name: 'nettle', version: '1.0', files: { 'setup.py': BAD_SETUP, 'nettle.py': 'STING = True\n' } };

test('wheels, sdists, zips and folders are judged in one run without any network', async () => {
  const box = makeSandbox({ venv: false });
  const index = await openIndex();
  const [good, bad] = [fixture('sunflower', '2.0.0').path, fixture('thornbush', '1.0.0').path];
  const [tar, zip] = [buildSdist(NETTLE), buildZipSdist({ ...NETTLE, name: 'thistle' })];
  for (const { fileName, bytes } of [tar, zip]) writeFileSync(join(box.cwd, fileName), bytes);
  box.write('plot/setup.py', BAD_SETUP);
  box.write('plot/nettle.py', 'STING = True\n');
  const paths = [good, bad, tar.fileName, zip.fileName, 'plot'];
  const done = await box.depsec(['scan', '--offline', '--format', 'json', ...paths], { venv: null, env: { PIP_INDEX_URL: index.url } });
  expectEnd(done, 1);
  const { results, summary } = readRun(done.stdout);
  expect(Object.fromEntries(results.map(({ file, verdict }) => [file, verdict]))).toEqual({
    [good]: 'safe',
    [bad]: 'blocked',
    [tar.fileName]: 'blocked',
    [zip.fileName]: 'blocked',
    plot: 'blocked',
  });
  expect(summary).toMatchObject({ safe: 1, warned: 0, blocked: 4 });
  expect(index.requests).toEqual([]);
});

test('a result carries name, version, hash and the guilty line', async () => {
  const box = makeSandbox({ venv: false });
  const file = fixture('thornbush', '1.0.0');
  const done = await box.depsec(['scan', '--offline', '--format', 'json', file.path], { venv: null });
  const [result] = readRun(done.stdout).results;
  expect(result).toMatchObject({ name: 'thornbush', version: '1.0.0', sha256: file.sha256, file: file.path });
  expect(result?.findings).toContainEqual(expect.objectContaining({ severity: 'critical', file: 'thornbush/__init__.py', line: 7 }));
});

test('scan shows the same in words', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', fixture('creeper', '1.0.0').path], { venv: null });
  expectEnd(done, 1);
  expect(done.output).toContain('creeper.pth:1');
  expect(done.output).toContain('0 packages safe · 0 warnings · 1 blocked');
});

test('no Python is needed to scan files', async () => {
  const box = makeSandbox({ venv: false });
  const empty = join(box.folder, 'empty');
  mkdirSync(empty);
  const done = await box.depsec(['scan', '--offline', fixture('petals', '2.0.0').path], { venv: null, env: { PATH: empty } });
  expectEnd(done, 0);
  expect(done.output).toContain('1 package safe');
});

test('scanning an sdist runs none of its code', async () => {
  const box = makeSandbox({ venv: false });
  const marker = join(box.folder, 'MARKER');
  const sdist = putSdist(join(box.folder, 'files'), 'thistle', { setup: markingCode(marker) });
  expectEnd(await box.depsec(['scan', '--offline', sdist.path], { venv: null }), 1);
  expect(existsSync(marker)).toBe(false);
});

test('a text file that calls itself a wheel is bad input', async () => {
  const box = makeSandbox({ venv: false });
  box.write('fake-1.0-py3-none-any.whl', 'this is no archive\n');
  const done = await box.depsec(['scan', '--offline', 'fake-1.0-py3-none-any.whl'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('fake-1.0-py3-none-any.whl');
});

test('a path that does not exist is bad input, and the others are judged all the same', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', 'nowhere.whl', fixture('petals', '2.0.0').path], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('nowhere.whl');
  expect(done.output).toContain('petals');
});

test('with JSON asked for, bad input leaves standard output empty or one JSON document', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', '--format', 'json', 'nowhere.whl'], { venv: null });
  expectEnd(done, 2);
  expect(parseObject(done.stdout || '{}')).toBeTypeOf('object');
  expect(done.output).toContain('nowhere.whl');
});

test('of a folder every wheel and source package in it is judged by itself, and the folder where it holds more', async () => {
  const box = makeSandbox({ venv: false });
  const put = ({ path }: { readonly path: string }, place: string): void => cpSync(path, join(box.cwd, place, basename(path)));
  for (const place of ['wheels', 'plot/dist']) put(fixture('thornbush', '1.0.0'), place);
  put(fixture('petals', '2.0.0'), 'wheels');
  symlinkSync(fixture('seedling', '2.0.0').path, join(box.cwd, 'wheels', basename(fixture('seedling', '2.0.0').path)));
  box.write('plot/nettle.py', 'STING = True\n');
  const done = await box.depsec(['scan', '--offline', '--format', 'json', 'wheels/', './plot'], { venv: null });
  expectEnd(done, 1);
  expect(readRun(done.stdout).results.map(({ file, verdict }) => `${file} ${verdict}`)).toEqual([
    'wheels/petals-2.0.0-py3-none-any.whl safe',
    'wheels/seedling-2.0.0-py3-none-any.whl safe',
    'wheels/thornbush-1.0.0-py3-none-any.whl blocked',
    './plot safe',
    './plot/dist/thornbush-1.0.0-py3-none-any.whl blocked',
  ]);
  const explained = await box.depsec(['explain', '--offline', 'wheels'], { venv: null });
  expectEnd(explained, 2);
  expect(explained.output).toContain('wheels/petals-2.0.0-py3-none-any.whl');
});

test('in a folder a package is judged whatever its file is called, and other archives are not taken for one', async () => {
  const box = makeSandbox({ venv: false });
  const bad = fixture('thornbush', '1.0.0').path;
  mkdirSync(join(box.cwd, 'given'));
  for (const name of ['-dash-1.0-py3-none-any.whl', 'my copy.whl', 'x.zip']) cpSync(bad, join(box.cwd, 'given', name));
  writeFileSync(join(box.cwd, 'given', 'nettle.tgz'), buildSdist(NETTLE).bytes);
  const pictures = writeZip([{ name: 'pictures/rose.txt', data: Buffer.from('red\n') }]);
  writeFileSync(join(box.cwd, 'given', 'pictures.zip'), pictures);
  writeFileSync(join(box.cwd, 'given', 'broken.zip'), pictures.subarray(0, 40));
  const done = await box.depsec(['scan', '--offline', '--format', 'json', 'given'], { venv: null });
  expectEnd(done, 1);
  expect(readRun(done.stdout).results.map(({ file, verdict }) => `${file} ${verdict}`)).toEqual([
    'given safe',
    'given/-dash-1.0-py3-none-any.whl blocked',
    'given/my copy.whl blocked',
    'given/nettle.tgz blocked',
    'given/x.zip blocked',
  ]);
});

test('an empty folder is bad input, and so is a path beside -r', async () => {
  const box = makeSandbox({ venv: false });
  mkdirSync(join(box.cwd, 'dist', 'empty'), { recursive: true });
  const done = await box.depsec(['scan', '--offline', 'dist'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('Cannot judge dist: an empty folder: nothing to judge');
  box.write('r.txt', 'petals\n');
  const both = await box.depsec(['scan', '--offline', '-r', 'r.txt', 'dist'], { venv: null });
  expectEnd(both, 2);
  expect(both.output).toContain('scan one of them at a time');
});

test('a folder that holds what is no file is bad input, and the others are judged all the same', async () => {
  const box = makeSandbox({ venv: false });
  box.write('plot/nettle.py', 'STING = True\n');
  execFileSync('mkfifo', [join(box.cwd, 'plot', 'pipe')]);
  const done = await box.depsec(['scan', '--offline', 'plot', fixture('thornbush', '1.0.0').path], { venv: null });
  expectEnd(done, 1);
  expect(done.output.replaceAll(/\s+/g, ' ')).toMatch(/Cannot judge plot: .*pipe: is neither file nor folder/);
  expect(done.output).toContain('1 blocked · 1 not judged');
});

test('an unpacked source package without PKG-INFO is called as its pyproject.toml says', async () => {
  const box = makeSandbox({ venv: false });
  box.write('checkout-main/pyproject.toml', '[project]\nname = "Sun.Flower"\nversion = "1.2"\n');
  const done = await box.depsec(['scan', 'checkout-main', '--format', 'json']);
  expectEnd(done, 0);
  expect(readRun(done.stdout).results).toMatchObject([{ name: 'sun-flower', version: '1.2', file: 'checkout-main' }]);
});
