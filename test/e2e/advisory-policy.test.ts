import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { startOsv, type ServedRecord } from '../support/servers/osv-server.js';
import type { Finished } from '../support/runs/run-process.js';

interface Told {
  readonly id: string;
  readonly score?: string;
  readonly fixed?: string;
}

const CVSS_HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';
const CVSS_CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

function record({ id, score, fixed }: Told): ServedRecord {
  const affected = { package: { ecosystem: 'PyPI', name: 'petals' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])] }] };
  const described = { summary: 'a flaw of the test', ...(score === undefined ? {} : { severity: [{ type: 'CVSS_V3', score }] }) };
  return { id, modified: '2026-01-01T00:00:00Z', affected: [affected], ...described };
}

/** A user whose index is a mirror of the public one, and an OSV that knows these records of petals. */
async function given(told: readonly Told[], settings = '') {
  const [box, index, osv] = [makeSandbox(), await openIndex(), await startOsv({ records: told.map(record) })];
  onTestFinished(osv.close);
  const configure = (more: string): void => {
    mkdirSync(join(box.home, '.depsec'), { mode: 0o700, recursive: true });
    writeFileSync(join(box.home, '.depsec', 'config.toml'), more, { mode: 0o600 });
  };
  configure(settings);
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: index.url };
  const run = (...args: readonly string[]): Promise<Finished> => box.depsec([...args, '-i', index.url, 'petals'], { env });
  return { box, run, configure };
}

const flat = ({ output }: Finished): string => output.replaceAll(/\s+/g, ' ');

test('severity_actions block, set aside or let in what an advisory says, and a waiver accepts it', async () => {
  const { box, run, configure } = await given([{ id: 'GHSA-aaaa-bbbb-cccc', score: CVSS_HIGH, fixed: '9.0' }], '[severity_actions]\nhigh = "quarantine"\n');
  const quarantined = await run('install');
  expectEnd(quarantined, 1);
  expect(flat(quarantined)).toContain('severity_actions says quarantine for high advisories');
  expect(flat(quarantined)).toContain('petals 2.0.0 was set aside: depsec quarantine inspect petals');
  expect(box.installed()).toEqual([]);
  configure('[severity_actions]\nhigh = "block"\n');
  const blocked = await run('audit');
  expectEnd(blocked, 1);
  expect(blocked.output).toMatch(/^ {2}depsec waive petals==2\.0\.0 GHSA-aaaa-bbbb-cccc --reason/m);
  expectEnd(await box.depsec(['waive', 'petals==2.0.0', 'GHSA-aaaa-bbbb-cccc', '--reason', 'not used here']), 0);
  const waived = await run('install');
  expectEnd(waived, 0);
  expect(flat(waived)).toContain('GHSA-aaaa-bbbb-cccc (not used here)');
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a critical advisory blocks where a fix is known, and severity_actions can let it in', async () => {
  const { run, configure } = await given([{ id: 'GHSA-aaaa-bbbb-dddd', score: CVSS_CRITICAL, fixed: '9.0' }]);
  const codes = [(await run('audit')).code];
  configure('[severity_actions]\ncritical = "allow"\n');
  codes.push((await run('audit')).code);
  expect(codes).toEqual([1, 0]);
});

test('known malware is let in by --allow-known-malware, and by no list, mode or --allow-blocked', async () => {
  const { box, run, configure } = await given([{ id: 'MAL-2026-1' }], '[general]\nmode = "warn"\n[allowlist]\npackages = ["petals"]\n');
  const stopped = await run('install');
  expectEnd(stopped, 1);
  expect(stopped.output).not.toMatch(/depsec waive|\[allowlist\]/);
  const still = await run('install', '--allow-blocked');
  expectEnd(still, 1);
  expect(flat(still)).toContain('--allow-blocked does not let it in, --allow-known-malware would');
  expect(box.installed()).toEqual([]);
  configure('');
  const studied = await run('install', '--allow-known-malware');
  expectEnd(studied, 0);
  expect(flat(studied)).toContain('Blocked, but petals (2.0.0) was installed anyway (--allow-known-malware)');
  expect(box.installed()).toEqual(['petals==2.0.0']);
});
