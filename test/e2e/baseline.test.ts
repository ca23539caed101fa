import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileUrl } from '../../src/core/file-url.js';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { startOsv, type ServedRecord } from '../support/servers/osv-server.js';
import type { Finished } from '../support/runs/run-process.js';

async function given() {
  const [box, index] = [makeSandbox(), await openIndex()];
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@gardens.invalid', '-c', 'init.defaultBranch=main', ...args], { cwd: box.cwd, stdio: 'pipe' });
  };
  const audit = (...args: readonly string[]) => box.depsec(['audit', '-i', index.url, '-r', 'requirements.txt', ...args]);
  return { box, git, audit };
}

const flat = ({ output }: Finished): string => output.replaceAll(/\s+/g, ' ');

test('what the requirements of a commit had already warns, what is new blocks', async () => {
  const { box, git, audit } = await given();
  git('init');
  box.write('requirements.txt', '-r more.txt\npetals\n');
  box.write('more.txt', 'thornbush\n');
  git('add', '--all');
  git('commit', '--message=plant');
  box.write('requirements.txt', 'petals\nthornbush\n');
  const moved = await audit('--baseline', 'git:HEAD');
  expectEnd(moved, 0);
  expect(flat(moved)).toContain('not stopped: the baseline has it already (git:HEAD)');
  box.write('requirements.txt', 'petals\nthornbush\nreqeusts\n');
  const added = await audit('--baseline', 'git:HEAD', '--format', 'json');
  expectEnd(added, 1);
  expect(readRun(added.stdout).verdicts).toMatchObject({ thornbush: 'warned', reqeusts: 'blocked' });
});

const statesIn = (text: string): readonly unknown[] => JSON.parse(text).runs[0].results.map(({ properties, baselineState }: { readonly properties: { readonly package: string }; readonly baselineState?: string }) => `${properties.package} ${baselineState}`);

test('reports tell which finding is new and which the baseline had, where nothing is stopped too', async () => {
  const { box, audit } = await given();
  box.write('requirements.txt', 'thornbush\n');
  await audit('--format', 'json', '-o', 'before.json');
  box.write('requirements.txt', 'thornbush\nreqeusts\n');
  const stopped = await audit('--baseline', 'before.json', '--format', 'sarif', '--format', 'json=now.json');
  expectEnd(stopped, 1);
  expect(statesIn(stopped.stdout)).toEqual(expect.arrayContaining(['thornbush unchanged', 'reqeusts new']));
  const states = readRun(readFileSync(join(box.cwd, 'now.json'), 'utf8')).results.flatMap(({ name, findings }) => findings.map(({ baseline }) => `${name} ${String(baseline)}`));
  expect(new Set(states)).toEqual(new Set(['thornbush unchanged', 'reqeusts new']));
  box.write('requirements.txt', 'thornbush\n');
  const warned = await audit('--baseline', 'before.json', '--format', 'sarif', '--allow-blocked');
  expectEnd(warned, 0);
  expect(new Set(statesIn(warned.stdout))).toEqual(new Set(['thornbush unchanged']));
});

const lock = (hash: string): string =>
  `lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "petals"\nversion = "2.0.0"\nwheels = [{ name = "petals-2.0.0-py3-none-any.whl", hashes = { sha256 = "${hash}" } }]\n`;

test('a lock is compared with what it was: a digest that was changed since is new', async () => {
  const { box, git, audit } = await given();
  const { sha256 } = fixture('petals', '2.0.0');
  git('init');
  box.write('requirements.txt', lock(sha256));
  git('add', '--all');
  git('commit', '--message=plant');
  box.write('requirements.txt', lock('f'.repeat(64)));
  const changed = await audit('--baseline', 'git:HEAD');
  git('commit', '--all', '--message=graft');
  expect([changed.code, (await audit('--baseline', 'git:HEAD')).code]).toEqual([1, 0]);
});

test('a commit that cannot be judged eases nothing, and one that there is not is an error', async () => {
  const { box, git, audit } = await given();
  git('init');
  git('commit', '--allow-empty', '--message=till');
  box.write('requirements.txt', 'thornbush\n');
  const before = await audit('--baseline', 'git:HEAD');
  expectEnd(before, 1);
  expect(flat(before)).toContain('the baseline (git:HEAD) could not be judged, so everything counts as new: there was no requirements.txt then');
  expectEnd(await audit('--baseline', 'git:no-such-branch'), 2);
});

test('what comes from this machine is not in the baseline of a commit, which is said of what is stopped', async () => {
  const { box, git, audit } = await given();
  git('init');
  const wheel = fileUrl(fixture('thornbush', '1.0.0').path);
  box.write('requirements.txt', `petals\nthornbush @ ${wheel}\n`);
  git('add', '--all');
  git('commit', '--message=plant');
  const audited = await audit('--baseline', 'git:HEAD');
  expectEnd(audited, 1);
  expect(flat(audited)).toContain('Warning: not in the baseline, since they come from this machine: thornbush 1.0.0');
});

test('an earlier report is a baseline', async () => {
  const { box, audit } = await given();
  box.write('requirements.txt', 'thornbush\n');
  const codes = [(await audit('--format', 'json', '-o', 'before.json')).code, (await audit('--baseline', 'before.json')).code];
  box.write('requirements.txt', 'thornbush\nreqeusts\n');
  codes.push((await audit('--baseline', 'before.json')).code, (await audit('--baseline', 'requirements.txt')).code);
  expect(codes).toEqual([1, 0, 1, 2]);
});

function flaw(id: string, published: string): ServedRecord {
  const affected = { package: { ecosystem: 'PyPI', name: 'petals' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '9.0' }] }] };
  const described = { published, summary: 'a flaw of the test', severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] };
  return { id, modified: '2026-01-01T00:00:00Z', affected: [affected], ...described };
}

test.each([
  ['a new vulnerability of what was there before warns for the time of advisory_grace', 'GHSA-aaaa-bbbb-cccc', {}, 0],
  ['without advisory_grace it blocks', 'GHSA-aaaa-bbbb-cccc', { DEPSEC_ADVISORY_GRACE: '0' }, 1],
  ['new malware blocks', 'MAL-2026-1', {}, 1],
])('%s', async (...[, id, more, code]) => {
  const [box, index, osv] = [makeSandbox(), await openIndex(), await startOsv({ records: [flaw(id, new Date().toISOString())] })];
  onTestFinished(osv.close);
  box.write('before.json', JSON.stringify({ schema: 1, results: [{ name: 'petals', version: '2.0.0', sha256: '' }] }));
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: index.url, ...more };
  expect((await box.depsec(['audit', '-i', index.url, '--baseline', 'before.json', 'petals==2.0.0'], { env })).code).toBe(code);
});
