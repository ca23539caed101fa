import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { startOsv } from '../support/servers/osv-server.js';
import { sitePackages, venvPython } from '../support/runs/python.js';
import { withoutPip } from '../support/runs/without-pip.js';

const verdicts = (stdout: string): Readonly<Record<string, string>> => Object.fromEntries(readRun(stdout).results.map(({ name, verdict }) => [name, verdict]));

test('an environment is judged as it lies: what was changed, added and taken away is found, and its Python is not started', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.pip(['install', '-q', '-i', index.url, 'sunflower']), 0);
  const library = sitePackages(box.venv, ground().python);
  withoutPip(library);
  const marker = join(box.folder, 'started');
  rmSync(venvPython(box.venv));
  writeFileSync(venvPython(box.venv), `#!/bin/sh\ntouch ${marker}\n`);
  chmodSync(venvPython(box.venv), 0o755);
  const clean = await box.depsec(['scan', '--offline', '--format', 'json']);
  expectEnd(clean, 0);
  expect(verdicts(clean.stdout)).toMatchObject({ sunflower: 'safe', seedling: 'safe', petals: 'safe' });
  appendFileSync(join(library, 'sunflower', '__init__.py'), '# changed\n');
  writeFileSync(join(library, 'extra.pth'), '/somewhere/else\n');
  rmSync(join(library, 'petals', '__init__.py'));
  const changed = await box.depsec(['scan', '--offline', '--format', 'json']);
  expectEnd(changed, 0);
  expect(verdicts(changed.stdout)).toMatchObject({ sunflower: 'warned', seedling: 'safe', petals: 'warned', 'files-of-no-package': 'warned' });
  expect(existsSync(marker)).toBe(false);
});

test('code that runs whenever Python starts blocks, whoever put it there', async () => {
  const box = makeSandbox();
  const library = sitePackages(box.venv, ground().python);
  withoutPip(library);
  writeFileSync(join(library, 'zz.pth'), 'import os; exec(os.environ["NOTHING_LIKE_IT"])\n');
  const done = await box.depsec(['scan', '--offline']);
  expectEnd(done, 1);
  expect(done.stdout).toContain('Analyzing files-of-no-package ✗ Blocked');
  expect(done.stdout).not.toContain('packages = ["files-of-no-package"]');
});

test('a package that was downgraded to a version with a known flaw is found, in an environment of conda too', async () => {
  const [box, index] = [makeSandbox(), await openIndex()];
  const affected = { package: { ecosystem: 'PyPI', name: 'petals' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }] };
  const osv = await startOsv({ records: [{ id: 'GHSA-aaaa-bbbb-cccc', modified: '2026-01-01T00:00:00Z', affected: [affected] }] });
  onTestFinished(osv.close);
  const scan = async (): Promise<readonly unknown[]> => {
    const done = await box.depsec(['scan', '--format', 'json'], { env: { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: index.url, PIP_INDEX_URL: index.url } });
    return readRun(done.stdout).results.filter(({ name }) => name === 'petals').flatMap(({ version, findings }) => [version, ...findings.map(({ rule }) => rule)]);
  };
  const library = sitePackages(box.venv, ground().python);
  withoutPip(library);
  // The pip of another environment, so that this one need not be judged with it.
  const install = (requirement: string) => box.pip(['--python', venvPython(box.venv), 'install', '-q', '-i', index.url, requirement], { venv: ground().venv });
  expectEnd(await install('petals==2.0.0'), 0);
  expect(await scan()).toEqual(['2.0.0']);
  expectEnd(await install('petals==1.2.0'), 0);
  expect(await scan()).toEqual(['1.2.0', 'known-vulnerability']);
  const info = 'petals-1.2.0.dist-info';
  writeFileSync(join(library, info, 'direct_url.json'), JSON.stringify({ url: 'file:///home/conda/feedstock_root/work', dir_info: {} }));
  expect(await scan()).not.toContain('known-vulnerability');
  mkdirSync(join(box.venv, 'conda-meta'));
  const files = [`${library.slice(box.venv.length + 1)}/${info}/METADATA`];
  writeFileSync(join(box.venv, 'conda-meta', 'petals-1.2.0-0.json'), JSON.stringify({ name: 'petals', version: '1.2.0', channel: 'conda-forge', files }));
  expect(await scan()).toContain('known-vulnerability');
});

const metadata = (name: string, version: string): string => `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\n`;

test('a library in disorder: each thing that is wrong with it is told at once, and the rest is judged', async () => {
  const box = makeSandbox();
  const library = sitePackages(box.venv, ground().python);
  withoutPip(library);
  const put = (path: string, text: string): void => {
    mkdirSync(join(library, path, '..'), { recursive: true });
    writeFileSync(join(library, path), text);
  };
  for (const version of ['1.0', '2.0']) put(`twice-${version}.dist-info/METADATA`, metadata('twice', version));
  put('broken-1.0.dist-info/RECORD', '');
  put('seedling-1.0.dist-info/METADATA', metadata('seedling', '1.0'));
  put('seedling-1.0.dist-info/top_level.txt', 'seedling\n');
  put('seedling/__init__.py', '');
  symlinkSync('circle.py', join(library, 'circle.py'));
  mkdirSync(join(box.venv, 'conda-meta'));
  writeFileSync(join(box.venv, 'conda-meta', 'half.json'), '{');
  const done = await box.depsec(['scan', '--offline']);
  expectEnd(done, 2);
  // A line may break anywhere in a long path.
  const text = done.output.replaceAll(/\s+/g, '').replaceAll('\\x3a', ':');
  const all = [/broken-1\.0\.dist-info: it has no METADATA/, /circle\.py: its symbolic links run in a circle/, /half\.json: no record of conda/, /twice is in .+ more than once \(1\.0 and 2\.0\)/, /changes to them cannot be seen: seedling, twice 4 packages/];
  for (const told of all) expect(text).toMatch(new RegExp(told.source.replaceAll(' ', '')));
  expect(text).toContain('3notjudged');
});

test('a project that an egg-link leads to is told, with how it is looked at', async () => {
  const box = makeSandbox();
  const library = sitePackages(box.venv, ground().python);
  withoutPip(library);
  writeFileSync(join(library, 'rose.egg-link'), '/garden/rose\n.');
  const done = await box.depsec(['scan', '--offline']);
  expectEnd(done, 0);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('rose is installed from /garden/rose, which is not looked at (depsec scan /garden/rose does)');
});
