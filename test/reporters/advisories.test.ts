import { expect, test } from 'vitest';
import type { Advisory } from '../../src/core/advisory.js';
import type { Finding } from '../../src/core/finding.js';
import { untrusted } from '../../src/core/untrusted.js';
import { json } from '../../src/reporters/registry.js';
import { closing } from '../../src/reporters/table/closing.js';
import { packageLines } from '../../src/reporters/table/package-lines.js';
import { decision, finding, gap, look, run } from './build.js';

const advisory = (id: string, more: Partial<Advisory> = {}): Advisory => ({
  id: untrusted(id), aliases: [untrusted('GHSA-1')], kind: 'vulnerability', severity: 'high', cvss: 7.5, summary: untrusted('a flaw'), affected: untrusted('>=1,<2'),
  fixedIn: untrusted('2.0'), isDisputed: false, references: ['a', 'b', 'c', 'd'].map((page) => untrusted(`https://advisories.invalid/${page}`)), published: null, ...more,
});

const vulnerability = (id: string, more: Partial<Advisory> = {}): Finding => ({
  ...finding({ rule: 'known-vulnerability', severity: 'high', message: `${id}: a flaw`, advice: 'Install 2.0 or a later version that is not affected.' }), advisory: advisory(id, more),
});

const three = [vulnerability('CVE-1'), vulnerability('CVE-2', { severity: 'critical', cvss: 9.8 }), vulnerability('CVE-3', { severity: 'unknown', fixedIn: null })];
const linesOf = (findings: readonly Finding[], verbosity: 'normal' | 'verbose' = 'normal'): readonly string[] =>
  packageLines(decision('acorn', { verdict: 'warned', reasons: findings.map(({ message }) => String(message)), findings }), look({ verbosity, columns: 120 }));

test('all vulnerabilities of a package are one line: how many, the worst, where they are fixed', () => {
  expect(linesOf(three)).toEqual(['Analyzing acorn (1.0.0) ! Warning — CVE-1: a flaw', '  → 3 known vulnerabilities, the worst critical (CVE-2); fixed in 2.0 but for 1']);
});

test('a single one is told beside the verdict, and what to install below it', () => {
  expect(linesOf([vulnerability('CVE-1')])).toEqual(['Analyzing acorn (1.0.0) ! Warning — CVE-1: a flaw', '  Next: Install 2.0 or a later version that is not affected.']);
});

test('where nothing is fixed, that is said', () => {
  expect(linesOf([vulnerability('CVE-1', { fixedIn: null }), vulnerability('CVE-2', { fixedIn: null })])[1]).toBe('  → 2 known vulnerabilities, the worst high (CVE-1); no version with a fix is known');
});

test('--verbose tells all of them, each with its other names, its score, its versions and where to read on', () => {
  const lines = linesOf(three, 'verbose');
  for (const { message } of three) expect(lines.join('\n')).toContain(message);
  expect(lines).toEqual(expect.arrayContaining(['    CVSS 9.8; also GHSA-1', '    affected: >=1,<2; fixed in 2.0', '    https://advisories.invalid/c']));
  expect(lines.join('\n')).not.toContain('https://advisories.invalid/d');
});

test('one that is no reason to warn is listed', () => {
  const low = vulnerability('CVE-9', { severity: 'low', cvss: 2 });
  expect(packageLines(decision('acorn', { findings: [low] }), look())).toEqual(['Analyzing acorn (1.0.0) ✓ Safe', '  → CVE-9: a flaw', '  Next: Install 2.0 or a later version that is not affected.']);
});

test('known malware is never counted among them', () => {
  const malware = { ...vulnerability('MAL-1', { kind: 'malware' }), rule: 'known-malware' };
  expect(linesOf([malware, ...three])).toContain('  → 3 known vulnerabilities, the worst critical (CVE-2); fixed in 2.0 but for 1');
});

test('what services could not tell is one line for the run, and all of it with --verbose', () => {
  const decisions = ['acorn', 'beech', 'cedar'].map((name) => decision(name, { gaps: [gap('service', 'OSV', 'nobody answers'), gap('service', `advisory ${name}`, 'unreadable')] }));
  const unchecked = (verbosity: 'normal' | 'verbose'): readonly string[] => closing(run({ decisions }), look({ verbosity, columns: 120 })).filter((line) => line.startsWith('Could not check'));
  expect(unchecked('normal')).toEqual(['Could not check OSV: nobody answers (3 packages); and 3 more (--verbose shows them)']);
  expect(unchecked('verbose')).toHaveLength(4);
});

test('in JSON a finding that passes on an advisory carries it', () => {
  const document = JSON.parse(json.render(run({ decisions: [decision('acorn', { findings: [vulnerability('CVE-1')] })] }), look())) as { results: { findings: object[] }[] };
  expect(document.results[0]?.findings[0]).toMatchObject({
    rule: 'known-vulnerability', advisory: { id: 'CVE-1', aliases: ['GHSA-1'], kind: 'vulnerability', severity: 'high', cvss: 7.5, affected: '>=1,<2', fixed_in: '2.0', disputed: false, published: null },
  });
});
