import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';

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

test('nothing else may be asked for beside a lock', async () => {
  const box = makeSandbox();
  box.write('uv.lock', lock('f'.repeat(64)));
  const beside = await box.depsec(['audit', '-r', 'uv.lock', 'petals']);
  expectEnd(beside, 2);
  expect(beside.output).toContain('locks everything that is to be installed');
});
