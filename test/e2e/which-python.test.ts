import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { copyVenv, searchPath, sitePackages, venvPython } from '../support/runs/python.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { installedIn } from '../support/tree.js';

const into = (venv: string): string[] => installedIn(sitePackages(venv, ground().python));

test('without an active environment ./.venv is taken, and the output says so', async () => {
  const box = makeSandbox({ venv: false });
  const index = await openIndex();
  copyVenv(ground().venv, join(box.cwd, '.venv'));
  const done = await box.depsec(['install', '-i', index.url, 'petals'], { venv: null });
  expectEnd(done, 0);
  expect(done.output).toContain(`→ .venv (Python ${ground().python.version})`);
  expect(into(join(box.cwd, '.venv'))).toEqual(['petals==2.0.0']);
});

test('an active environment goes before ./.venv, and --python before both', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const local = join(box.cwd, '.venv');
  const named = box.addVenv('named');
  copyVenv(ground().venv, local);
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  const done = await box.depsec(['install', '--python', venvPython(named), '-i', index.url, 'seedling']);
  expectEnd(done, 0);
  expect(done.output).toContain(`(Python ${ground().python.version})`);
  expect([box.installed(), into(named), into(local)]).toEqual([['petals==2.0.0'], ['seedling==2.0.0'], []]);
});

test('a conda environment counts as active too', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const env = { CONDA_PREFIX: box.venv };
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { venv: null, env }), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('the Python on PATH serves when there is nothing else', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const env = { PATH: searchPath(dirname(venvPython(box.venv))) };
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { venv: null, env }), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a --python that is no Python is refused by name', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['install', '--python', join(box.folder, 'nowhere/python'), 'petals'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('nowhere/python');
});
