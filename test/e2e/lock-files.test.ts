import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fileUrl } from '../../src/core/file-url.js';
import { putFile, type IndexFile } from '../support/garden.js';
import { writeRepository } from '../support/repository.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { buildWheel } from '../support/archives/wheel.js';
import type { Finished } from '../support/runs/run-process.js';

const entry = (name: string, hash: string, more = ''): string => `[[package]]
name = "${name}"
version = "2.0.0"
source = { registry = "https://index.invalid/simple" }
${more}wheels = [{ url = "https://index.invalid/${name}-2.0.0-py3-none-any.whl", hash = "sha256:${hash}" }]

`;

// sunflower needs seedling by its metadata; the lock leaves it out.
const lock = (sunflower: string): string => `version = 1

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "sunflower" }, { name = "thornbush", marker = "sys_platform == 'nowhere'" }]

${entry('sunflower', sunflower, 'dependencies = [{ name = "petals" }]\n')}${entry('petals', fixture('petals', '2.0.0').sha256)}${entry('thornbush', '0'.repeat(64))}`;

test('a lock file is judged as locked: its versions and files, for this machine, and nothing besides', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('uv.lock', lock(fixture('sunflower', '2.0.0').sha256));
  const done = await box.depsec(['audit', '--format', 'json', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(done, 0);
  expect(readRun(done.stdout).results.map(({ name, version }) => `${name} ${version}`).toSorted()).toEqual(['petals 2.0.0', 'sunflower 2.0.0']);
});

test('a digest in the lock that is not that of the file is a finding of audit, and install refuses the file', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('uv.lock', lock('f'.repeat(64)));
  const audited = await box.depsec(['audit', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(audited, 1);
  expect(audited.output.replaceAll(/\s+/g, ' ')).toContain('uv.lock:9 locks sunflower-2.0.0-py3-none-any.whl as sha256:ffffffffffffffff…, and it is sha256:');
  const refused = await box.depsec(['install', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(refused, 3);
  expect(refused.output).toMatch(/sunflower==2\.0\.0: http:\S+whl\n {2}has the digest [0-9a-f]{64},/);
  expect(box.installed()).toEqual([]);
});

const elsewhere = (sunflower: string): string =>
  lock(sunflower).replace('https://index.invalid/sunflower-2.0.0', 'https://mirror.invalid/sunflower-2.0.0');

test('an address in the lock that is not that of the index is blocked, unless the digest proves the bytes', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('uv.lock', elsewhere(fixture('sunflower', '2.0.0').sha256));
  expectEnd(await box.depsec(['audit', '-i', index.url, '-r', 'uv.lock']), 0);
  box.write('uv.lock', elsewhere(fixture('sunflower', '2.0.0').sha256).replace('sunflower-2.0.0-py3-none-any.whl', 'sunflower-2.0.0-9-py3-none-any.whl').replace(fixture('sunflower', '2.0.0').sha256, 'e'.repeat(64)));
  const done = await box.depsec(['audit', '--format', 'json', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(done, 1);
  expect(readRun(done.stdout).results.flatMap(({ name, findings }) => findings.filter(({ severity }) => severity === 'critical').map(({ rule }) => `${name} ${String(rule)}`))).toEqual(['sunflower lock-address', 'sunflower lock-hash']);
});

const NOWHERE = 'marker = "sys_platform == \'nowhere\'"\n';
const PDM = '[metadata]\nlock_version = "4.5.0"\n\n';

/** An entry of pdm.lock. */
function pdmEntry(name: string, files: readonly Pick<IndexFile, 'fileName' | 'sha256'>[], { version = '2.0.0', marker = '' } = {}): string {
  const listed = files.map(({ fileName, sha256 }) => `{ file = "${fileName}", hash = "sha256:${sha256}" }`).join(', ');
  return `[[package]]\nname = "${name}"\nversion = "${version}"\n${marker}files = [${listed}]\n\n`;
}

/** A lock of four files, of which this platform takes one; a wheel for another one is to be blocked. */
async function lockForManyPlatforms() {
  const box = makeSandbox();
  const windows = { name: 'petals', version: '2.0.0', tag: 'cp39-cp39-win32', files: { 'petals/__init__.py': 'import base64\nexec(base64.b64decode("cHJpY2sodW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbik="))\n' } };
  const other = putFile(join(box.folder, 'files'), buildWheel(windows), windows);
  const index = await openIndex({ files: [...ground().files, other] });
  const petals = fixture('petals', '2.0.0');
  const elsewhere = pdmEntry('sunflower', [fixture('sunflower', '2.0.0')], { marker: NOWHERE });
  box.write('pdm.lock', `${PDM}${pdmEntry('petals', [petals, other])}${elsewhere}${pdmEntry('acorn-source', [], { marker: NOWHERE, version: '1.0.0' })}`);
  const wanted = ['acorn_source-1.0.0.tar.gz safe', 'petals-2.0.0-cp39-cp39-win32.whl blocked', `${petals.fileName} safe`, `${fixture('sunflower', '2.0.0').fileName} safe`];
  return { box, petals, wanted, env: { PIP_INDEX_URL: index.url } };
}

const verdictsIn = ({ stdout }: Finished): readonly string[] => readRun(stdout).results.map(({ file, verdict }) => `${file} ${verdict}`).toSorted();

test('with --all-platforms every file of a lock is judged, and what no index has is said', async () => {
  const { box, petals, wanted, env } = await lockForManyPlatforms();
  expectEnd(await box.depsec(['audit', '-r', 'pdm.lock'], { env }), 0);
  const all = await box.depsec(['audit', '--all-platforms', '-r', 'pdm.lock', '--format', 'json'], { env });
  expectEnd(all, 1);
  expect(verdictsIn(all)).toEqual(wanted);
  expect(all.output).not.toContain('left out');
  box.write('pdm.lock', `${PDM}${pdmEntry('petals', [petals, { fileName: 'petals-2.0.0-cp39-cp39-gone.whl', sha256: 'f'.repeat(64) }])}`);
  const gone = await box.depsec(['audit', '--all-platforms', '-r', 'pdm.lock'], { env });
  expectEnd(gone, 2);
  expect(gone.output.replaceAll(/\s+/g, ' ')).toContain('Cannot judge pdm.lock:4: no index offers petals-2.0.0-cp39-cp39-gone.whl of petals');
});

test.each([['scan', 1], ['report', 0]])('%s takes every file of a lock as well', async (command, code) => {
  const { box, env, wanted } = await lockForManyPlatforms();
  const all = await box.depsec([command, '--all-platforms', '-r', 'pdm.lock', '--format', 'json'], { env });
  expectEnd(all, code);
  expect(verdictsIn(all)).toEqual(wanted);
});

test.each(['audit petals', 'scan', 'scan petals.whl', 'report', 'report petals.whl'])('%s --all-platforms needs a lock', async (words) => {
  const done = await makeSandbox().depsec([...words.split(' '), '--all-platforms']);
  expectEnd(done, 2);
  expect(done.output).toContain('--all-platforms needs a lock file');
});

/** An entry of poetry.lock. */
const poetryEntry = (name: string, more: string): string => `[[package]]\nname = "${name}"\nversion = "2.0.0"\ngroups = ["main"]\n${more}\nfiles = [{file = "${fixture(name, '2.0.0').fileName}", hash = "sha256:${fixture(name, '2.0.0').sha256}"}]\n\n`;

test('what a lock leaves to an extra is judged and not installed', async () => {
  const box = makeSandbox();
  const env = { PIP_INDEX_URL: (await openIndex()).url };
  box.write('poetry.lock', `${poetryEntry('petals', 'optional = false')}${poetryEntry('sunflower', `optional = true\nmarkers = 'extra == "tall"'`)}[metadata]\nlock-version = "2.1"\n`);
  for (const more of [[], ['--all-platforms']]) {
    const audited = await box.depsec(['audit', '--format', 'json', '-r', 'poetry.lock', ...more], { env });
    expectEnd(audited, 0);
    expect(Object.keys(readRun(audited.stdout).verdicts).toSorted()).toEqual(['petals', 'sunflower']);
  }
  expectEnd(await box.depsec(['install', '-r', 'poetry.lock'], { env }), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

/** An entry of pylock.toml. */
const pylockEntry = (version: string, extra: string): string => `[[packages]]\nname = "petals"\nversion = "${version}"\nmarker = "'${extra}' in extras"\n`;

test('versions of parts of a lock that exclude each other are all judged', async () => {
  const box = makeSandbox();
  const env = { PIP_INDEX_URL: (await openIndex()).url };
  box.write('pylock.toml', `lock-version = "1.0"\ncreated-by = "x"\n${pylockEntry('1.2.0', 'old')}${pylockEntry('2.0.0', 'new')}`);
  const audited = await box.depsec(['audit', '--format', 'json', '-r', 'pylock.toml'], { env });
  expectEnd(audited, 0);
  expect(readRun(audited.stdout).results.map(({ version }) => version).toSorted()).toEqual(['1.2.0', '2.0.0']);
});

test('nothing else may be asked for beside a lock', async () => {
  const box = makeSandbox();
  box.write('uv.lock', lock('f'.repeat(64)));
  const beside = await box.depsec(['audit', '-r', 'uv.lock', 'petals']);
  expectEnd(beside, 2);
  expect(beside.output).toContain('locks everything that is to be installed');
});

// pip checks digests of all or of none, and a checkout has none.
test('a lock that takes one package from a checkout is judged with it, and an install says why it cannot take such a lock', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const repository = writeRepository(join(box.folder, 'repository'), 'clover');
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();
  const needs = lock(fixture('sunflower', '2.0.0').sha256).replace('{ name = "sunflower" }', '{ name = "sunflower" }, { name = "clover" }');
  box.write('uv.lock', `${needs}[[package]]\nname = "clover"\nversion = "1.0"\nsource = { git = "${fileUrl(repository)}?rev=v1#${commit}" }\n`);
  const done = await box.depsec(['audit', '--format', 'json', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(done, 0);
  expect(Object.keys(readRun(done.stdout).verdicts)).toEqual(expect.arrayContaining(['clover', 'petals', 'sunflower']));
  const refused = await box.depsec(['install', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(refused, 2);
  expect(refused.output).toContain('depsec audit judges such a lock');
});
