import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const DETECTION = 'test/release/detection.json';
const ADVISORIES = 'data/advisories.txt';
const BETTER = { malicious: { recall: 0.97, blocked: 0.98 }, benign: { popular: { blocked: 0, warned: 0.02 } } };

const advisories = (asOf: string, id: string): string => `{"format":1,"asOf":"${asOf}","projects":1}\nanvil\t[{"id":"${id}"}]\n`;

/** A release that nothing speaks against, on 1 May. */
const GOOD: Readonly<Record<string, string>> = {
  [ADVISORIES]: advisories('2026-04-25T00:00:00Z', 'MAL-2026-1'),
  [DETECTION]: JSON.stringify({ ruleset: 'abc', ...BETTER }),
  'package.json': '{ "name": "depsec", "version": "1.2.0", "repository": "https://source.invalid/depsec" }',
  'CHANGELOG.md': '# Changes\n\n## 1.2.0 (2026-05-01)\n\n- A rule.\n',
};

/** The gate on such a release with some files changed: its exit code and the reasons that it gives. */
function gate(changed: Readonly<Record<string, string>> = {}, last: object = BETTER): { readonly code: number | null; readonly reasons: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-gate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...GOOD, ...changed, 'last.json': JSON.stringify(last) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const options = ['--folder', folder, '--last', join(folder, 'last.json'), '--ruleset', 'abc', '--now', '2026-05-01T00:00:00Z', '--tag', 'v1.2.0'];
  const { status, stdout } = spawnSync(process.execPath, ['test/release/gate.mjs', ...options], { encoding: 'utf8' });
  return { code: status, reasons: stdout.trimEnd().split('\n').slice(1).map((line) => line.trim()) };
}

const measured = (figures: object): Readonly<Record<string, string>> => ({ [DETECTION]: JSON.stringify({ ruleset: 'abc', ...BETTER, ...figures }) });

test('a release that is as good as the last one, with advisories of six days, may go out', () => {
  expect(gate()).toEqual({ code: 0, reasons: [] });
});

test.each([
  ['advisories of eight days', { [ADVISORIES]: advisories('2026-04-22T23:00:00Z', 'MAL-2026-1') }, /the advisories are 8 days old/],
  ['advisories of tomorrow', { [ADVISORIES]: advisories('2026-05-02T00:00:00Z', 'MAL-2026-1') }, /no time before now/],
  ['advisories without a date', { [ADVISORIES]: '{"format":1}\nanvil\t[{"id":"MAL-2026-1"}]\n' }, /no time before now/],
  ['advisories without malware', { [ADVISORIES]: advisories('2026-04-25T00:00:00Z', 'CVE-2026-1') }, /none of the advisories names malware/],
  ['a detection that nobody measured', { [DETECTION]: '' }, /never measured/],
  ['figures of other rules', measured({ ruleset: 'old' }), /measured with the rules old, and these are abc/],
  ['figures without harmless archives', measured({ benign: {} }), /without malicious or without harmless archives/],
  ['a collection that holds nothing', measured({ benign: { popular: { blocked: null, warned: null } } }), /without malicious or without harmless archives/],
  ['a lower recall', measured({ malicious: { recall: 0.9699, blocked: 0.98 } }), /recall by campaign: 96\.99 %, and 97\.00 % in the last release/],
  ['more false blocks', measured({ benign: { popular: { blocked: 0.001, warned: 0.02 } } }), /false blocks in popular: 0\.10 %/],
  ['more false warnings', measured({ benign: { popular: { blocked: 0, warned: 0.021 } } }), /false warnings in popular: 2\.10 %/],
  ['a collection that was left out', measured({ benign: { other: { blocked: 0, warned: 0 } } }), /false blocks in popular: the last release measured it/],
  ['a package of another version', { 'package.json': '{ "version": "1.1.0", "repository": "x" }' }, /the tag is v1\.2\.0, and package\.json says 1\.1\.0/],
  ['a change that nobody wrote down', { 'CHANGELOG.md': '## 1.1.0 (2026-01-01)\n' }, /CHANGELOG\.md has no heading with version and day: ## 1\.2\.0/],
  ['a version without a day', { 'CHANGELOG.md': '## 1.2.0 (not released yet)\n' }, /CHANGELOG\.md has no heading with version and day/],
  ['a package that does not say where its source is', { 'package.json': '{ "version": "1.2.0" }' }, /does not say where the source is/],
])('%s must not be released', (_what, changed, reason) => {
  const { code, reasons } = gate(changed);
  expect(code).toBe(1);
  expect(reasons.join('\n')).toMatch(reason);
});

test('a better detection may go out', () => {
  expect(gate(measured({ malicious: { recall: 0.99, blocked: 1 }, benign: { popular: { blocked: 0, warned: 0 } } }))).toEqual({ code: 0, reasons: [] });
});
