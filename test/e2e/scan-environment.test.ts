import { appendFileSync, chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { sitePackages, venvPython } from '../support/python.js';
import { withoutPip } from '../support/without-pip.js';

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
