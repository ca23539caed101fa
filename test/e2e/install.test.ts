import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import { makeSandbox, openIndex } from '../support/given.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

test('install puts a package and its dependencies into the active environment, and they work', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toContain('Analyzing sunflower (2.0.0) ✓ Safe');
  expect(done.output).toContain('3 packages safe · 0 warnings · 0 blocked');
  expect(box.installed()).toEqual(FAMILY);
  const used = await runProcess(venvPython(box.venv), ['-c', 'import sunflower; print(sunflower.__version__)'], { cwd: box.cwd, env: {} });
  expect(used.stdout).toBe('2.0.0\n');
});

test('install leaves nothing behind in the working directory', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'seedling']), 0);
  expect(readdirSync(box.cwd)).toEqual([]);
});

test('a pip.py, a pip.conf or a setup.cfg that lies in the working directory changes nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const marker = join(box.folder, 'planted-code-ran');
  const planted = `open(${JSON.stringify(marker)}, "w").close()\n`;
  for (const name of ['pip.py', 'pip/__init__.py', 'sitecustomize.py', 'json.py', 'packaging.py']) box.write(name, planted);
  box.write('pip.conf', '[global]\nno-index = true\n');
  for (const name of ['setup.cfg', 'pydistutils.cfg']) box.write(name, '[install]\nprefix = elsewhere\n');
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  expect(existsSync(marker)).toBe(false);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a package that is already there is left alone, and -U brings the newest version', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'seedling==1.0.0']), 0);
  const again = await box.depsec(['install', '-i', index.url, 'seedling']);
  expectEnd(again, 0);
  expect(again.output).toMatch(/already (satisfied|installed)/i);
  expect(again.output).toContain('seedling');
  expect(box.installed()).toEqual(['seedling==1.0.0']);
  expectEnd(await box.depsec(['install', '-U', '-i', index.url, 'seedling']), 0);
  expect(box.installed()).toEqual(['seedling==2.0.0']);
});

test('extras bring what they name', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower[bloom]']), 0);
  expect(box.installed()).toEqual(['beehive==1.1.0', ...FAMILY]);
});

test('--pre takes a release candidate, without it nobody gets one', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '--pre', '--no-deps', '-i', index.url, 'sunflower']), 0);
  expect(box.installed()).toEqual(['sunflower==3.0.0rc1']);
});

test('a requirement whose marker does not fit this machine installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'seedling ; sys_platform == "nowhere"', 'petals ; python_version >= "3"']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a yanked release is installed only when it is pinned', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const pinned = await box.depsec(['install', '-i', index.url, 'seedling==2.1.0']);
  expectEnd(pinned, 0);
  expect(box.installed()).toEqual(['seedling==2.1.0']);
});

test('a big native file is hashed and installed, not refused', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'oaktree']), 0);
  expect(box.installed()).toEqual(['oaktree==1.0.0']);
});

test('source in another encoding is read as Python reads it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'umlaut-garden']);
  expectEnd(done, 0);
  expect(done.output).toContain('1 package safe · 0 warnings · 0 blocked');
});
