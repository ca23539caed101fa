import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';

const entry = (name: string, hash: string, more = ''): string => `[[package]]
name = "${name}"
version = "2.0.0"
source = { registry = "https://index.invalid/simple" }
${more}wheels = [{ url = "https://index.invalid/${name}.whl", hash = "sha256:${hash}" }]

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

test('a file that is not the locked one ends the run, and nothing else may be asked for beside a lock', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('uv.lock', lock('f'.repeat(64)));
  const other = await box.depsec(['audit', '-i', index.url, '-r', 'uv.lock']);
  expectEnd(other, 3);
  expect(other.output).toMatch(/sunflower==2\.0\.0: http:\S+whl\n {2}has the digest [0-9a-f]{64},/);
  const beside = await box.depsec(['audit', '-i', index.url, '-r', 'uv.lock', 'petals']);
  expectEnd(beside, 2);
  expect(beside.output).toContain('locks everything that is to be installed');
});
