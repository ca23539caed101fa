import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { parseObject } from '../support/json.js';
import { makeSandbox, openIndex } from '../support/given.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const configure = ({ home }: Sandbox, toml: string): void => {
  mkdirSync(join(home, '.depsec'), { mode: 0o700, recursive: true });
  writeFileSync(join(home, '.depsec', 'config.toml'), toml, { mode: 0o600 });
};

const auditLog = ({ home }: Sandbox): string => readFileSync(join(home, '.depsec', 'depsec.log'), 'utf8');

test('--dry-run judges everything and installs nothing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--dry-run', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toContain('3 packages safe · 0 warnings · 0 blocked');
  expect(box.installed()).toEqual([]);
});

test('--dry-run of something bad ends like the real thing', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '--dry-run', '-i', index.url, 'thornbush']), 1);
  expect(box.installed()).toEqual([]);
});

test('--allow-blocked installs all the same, says so, and the audit log records it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--allow-blocked', '-i', index.url, 'reqeusts']);
  expectEnd(done, 0);
  expect(done.output).toContain('Blocked');
  expect(done.output).toContain('--allow-blocked');
  expect(box.installed()).toEqual(['reqeusts==1.0.0']);
  const entries = auditLog(box).trimEnd().split('\n').map(parseObject);
  const about = entries.map((entry) => JSON.stringify(entry)).filter((entry) => entry.includes('reqeusts'));
  expect(about.join('\n')).toMatch(/blocked/i);
  expect(about.join('\n')).toMatch(/allow/i);
});

test('every judgement is a line of JSON in a log that only its owner can read', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  await box.depsec(['install', '-i', index.url, 'greenhouse']);
  const entries = auditLog(box).trimEnd().split('\n').map((line) => JSON.stringify(parseObject(line)));
  for (const name of ['greenhouse', 'seedling', 'thornbush']) expect(entries.some((entry) => entry.includes(name))).toBe(true);
  expect(statSync(join(box.home, '.depsec', 'depsec.log')).mode & 0o777).toBe(0o600);
  expect(statSync(join(box.home, '.depsec')).mode & 0o777).toBe(0o700);
});

test('mode warn shows a block and installs', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  configure(box, '[general]\nmode = "warn"\n');
  const done = await box.depsec(['install', '-i', index.url, 'thornbush']);
  expect(done.output).toContain('thornbush/__init__.py');
  expectEnd(done, 0);
  expect(box.installed()).toEqual(['thornbush==1.0.0']);
});

test('mode audit-only never installs', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  configure(box, '[general]\nmode = "audit-only"\n');
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toMatch(/nothing was installed/i);
  expect(box.installed()).toEqual([]);
});

test('what the denylist names is blocked, what the allowlist names is not', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  configure(box, '[allowlist]\npackages = ["reqeusts"]\n[denylist]\npackages = ["petals"]\n');
  expectEnd(await box.depsec(['install', '-i', index.url, 'reqeusts']), 0);
  const denied = await box.depsec(['install', '-i', index.url, 'Petals']);
  expectEnd(denied, 1);
  expect(denied.output).toContain('denylist');
  expect(box.installed()).toEqual(['reqeusts==1.0.0']);
});

test.each([{ how: [] }, { how: ['--one-pass'] }])('what the denylist names is refused where it is installed already: install $how', async ({ how }) => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  configure(box, '[denylist]\npackages = ["petals"]\n');
  const audited = await box.depsec(['audit', '-i', index.url, '--format', 'json', 'petals']);
  expectEnd(audited, 1);
  expect(readRun(audited.stdout).results.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['petals blocked']);
  const installed = await box.depsec(['install', ...how, '-i', index.url, 'petals', 'seedling']);
  expectEnd(installed, 1);
  expect(installed.output).toContain('denylist');
  expect(box.installed()).toEqual(['petals==2.0.0']);
});
