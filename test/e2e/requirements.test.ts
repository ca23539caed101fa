import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';

test.each([{ how: ['install'] }, { how: ['install', '--one-pass'] }, { how: ['audit'] }])('a file that asks for nothing is done with, as by pip, and told: $how', async ({ how }) => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('nothing.txt', '# nothing yet\n\n');
  const done = await box.depsec([...how, '-i', index.url, '-r', 'nothing.txt']);
  expectEnd(done, 0);
  expect(done.output).toContain('Warning: nothing.txt names no package');
  expect(done.output).not.toMatch(/Resolving|Installing/);
  expect(box.installed()).toEqual([]);
});

test('several requirements files are read, whatever the option is called', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('one.txt', '# the first\nseedling==1.1.0  # pinned\n');
  box.write('two.txt', 'petals \\\n  >=1,<2\n');
  box.write('nested/three.txt', '-r four.txt\n');
  box.write('nested/four.txt', 'beehive==1.0.0 ; python_version >= "3"\n');
  const args = ['-r', 'one.txt', '--requirement', 'two.txt', '--requirements', 'nested/three.txt'];
  expectEnd(await box.depsec(['install', '-i', index.url, ...args]), 0);
  expect(box.installed()).toEqual(['beehive==1.0.0', 'petals==1.2.0', 'seedling==1.1.0']);
});

test('constraints hold versions down without installing anything themselves', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('constraints.txt', 'petals<2\nbeehive==1.0.0\n');
  expectEnd(await box.depsec(['install', '-i', index.url, '-c', 'constraints.txt', 'sunflower']), 0);
  expect(box.installed()).toEqual(['petals==1.2.0', 'seedling==2.0.0', 'sunflower==2.0.0']);
});

test('a constraints file named inside a requirements file is found beside it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('deep/constraints.txt', 'seedling<2\n');
  box.write('deep/requirements.txt', '-c constraints.txt\nseedling\n');
  expectEnd(await box.depsec(['install', '-i', index.url, '-r', 'deep/requirements.txt']), 0);
  expect(box.installed()).toEqual(['seedling==1.1.0']);
});

test('an index named inside a requirements file is used', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', `--index-url ${index.url}\npetals\n`);
  expectEnd(await box.depsec(['install', '-r', 'requirements.txt']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a file with the hash that was asked for is installed', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', `seedling==1.0.0 \\\n    --hash=sha256:${fixture('seedling', '1.0.0').sha256}\n`);
  expectEnd(await box.depsec(['install', '-i', index.url, '-r', 'requirements.txt']), 0);
  expect(box.installed()).toEqual(['seedling==1.0.0']);
});

test('a file with another hash ends the run, shows both hashes and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const wanted = 'ab'.repeat(32);
  box.write('requirements.txt', `seedling==1.0.0 --hash=sha256:${wanted}\n`);
  const done = await box.depsec(['install', '-i', index.url, '-r', 'requirements.txt']);
  expectEnd(done, 3);
  expect(done.output).toContain(wanted);
  expect(done.output).toContain(fixture('seedling', '1.0.0').sha256);
  expect(box.installed()).toEqual([]);
});

test('--require-hashes refuses a requirement without one', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--require-hashes', '-i', index.url, 'seedling==1.0.0']);
  expect([2, 3]).toContain(done.code);
  expect(done.output).toContain('seedling');
  expect(box.installed()).toEqual([]);
});

// Each is read by code that is bundled and loaded when it is needed.
test('the built program reads every kind of file that asks for packages', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('a/environment.yml', 'name: garden\ndependencies:\n  - python\n  - pip:\n    - petals==1.2.0\n');
  box.write('b/pyproject.toml', '[project]\nname = "plot"\nversion = "1"\ndependencies = ["petals==1.2.0"]\n');
  box.write('c/setup.cfg', '[options]\ninstall_requires =\n  petals==1.2.0\n');
  box.write('d/script.py', '# /// script\n# dependencies = ["petals==1.2.0"]\n# ///\n');
  for (const file of ['a/environment.yml', 'b/pyproject.toml', 'c/setup.cfg', 'd/script.py']) {
    const done = await box.depsec(['audit', '--format', 'json', '-i', index.url, '-r', file]);
    expectEnd(done, 0);
    expect(readRun(done.stdout).results.map(({ name, version }) => `${file} ${name}==${version}`)).toEqual([`${file} petals==1.2.0`]);
  }
  const broken = box.write('a/environment.yml', 'dependencies: [\n');
  expectEnd(await box.depsec(['audit', '-r', broken]), 2);
});
