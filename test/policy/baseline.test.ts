import { describe, expect, test } from 'vitest';
import { isSha256 } from '../../src/core/artifact.js';
import type { Baseline, KnownFile } from '../../src/core/baseline.js';
import type { Report } from '../../src/core/decision.js';
import { advisorySeverities } from '../../src/core/advisory.js';
import { severities, type Finding } from '../../src/core/finding.js';
import type { Policy } from '../../src/core/policy.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { knownFile } from '../../src/app/baseline/known-file.js';
import { decide } from '../../src/policy/decide.js';
import { advisoryFinding, artifact, finding, gap, malwareFinding, policy, report } from './reports.js';

const GRACE_SINCE = Date.parse('2026-06-08T00:00:00Z');

const baseline = (files: readonly KnownFile[]): Baseline => ({ files, calledAs: 'git:main', graceSinceMs: GRACE_SINCE });
const seenBefore = (some: Report, more: Partial<Policy> = {}): KnownFile => knownFile(decide(some, policy(more)));

/** What becomes of a report when this was there before. */
const actionAfter = (before: Report, now: Report): string => decide(now, policy({ baseline: baseline([seenBefore(before)]) })).action;

const otherBytes = 'b'.repeat(64);
const withArtifact = (some: Report, more: Partial<Report['artifact']>): Report => ({ ...some, artifact: { ...artifact, ...more } });
const changed = (some: Report): Report => withArtifact(some, isSha256(otherBytes) ? { sha256: otherBytes } : {});
const upgraded = (some: Report): Report => withArtifact(changed(some), { version: untrusted('1.1') });
const inFile = (file: string): Finding => ({ ...finding('critical'), file: untrusted(file) });

describe('what the baseline already had', () => {
  test.each<[string, Report, Report, 'alert' | 'block']>([
    ['the same finding in the same file warns', report([inFile('setup.py')]), report([inFile('setup.py')]), 'alert'],
    ['the same rule in another member blocks', report([inFile('setup.py')]), report([inFile('setup.py'), inFile('evil.py')]), 'block'],
    ['another rule blocks', report([finding('critical')]), report([{ ...finding('critical'), rule: 'other-rule' }]), 'block'],
    ['a finding that was milder then blocks', report([finding('high', 'it is bad')]), report([finding('critical', 'it is bad')]), 'block'],
    ['a finding that was as bad then warns', report([finding('critical', 'it is bad')]), report([finding('critical', 'it is bad')]), 'alert'],
    ['the same finding in other bytes blocks, even of the same version', report([finding('critical')]), changed(report([finding('critical')])), 'block'],
    ['the same finding in another version blocks', report([finding('critical')]), upgraded(report([finding('critical')])), 'block'],
    ['another project blocks', report([finding('critical')]), withArtifact(report([finding('critical')]), { name: parsePackageName('other') }), 'block'],
    ['another matter of the same rule blocks', report([finding('critical', 'looks like requests')]), report([finding('critical', 'looks like flask')]), 'block'],
    ['the same matter with other figures warns', report([finding('critical', 'is 3 days old')]), report([finding('critical', 'is 12 days old')]), 'alert'],
    ['code that could not be read then either warns', report([], [gap('runs')]), report([], [gap('runs')]), 'alert'],
    ['code that could be read then blocks', report(), report([], [gap('runs')]), 'block'],
    ['the same vulnerability warns, in another version too', report([advisoryFinding()]), upgraded(report([advisoryFinding()])), 'alert'],
    ['a vulnerability under another of its ids warns', report([advisoryFinding()]), report([advisoryFinding({ id: untrusted('ghsa-AAAA-bbbb-cccc'), aliases: [] })]), 'alert'],
    ['another vulnerability blocks', report([advisoryFinding()]), report([advisoryFinding({ id: untrusted('CVE-2026-2'), aliases: [] })]), 'block'],
    ['known malware blocks', report([malwareFinding()]), report([malwareFinding()]), 'block'],
  ])('%s', (...[, before, now, action]) => {
    expect(actionAfter(before, now)).toBe(action);
  });

  test('is said, and the verdict is a warning', () => {
    expect(decide(report([finding('critical', 'it is bad')]), policy({ baseline: baseline([seenBefore(report([finding('critical', 'it is bad')]))]) }))).toMatchObject({
      verdict: 'warned', action: 'alert', reasons: ['it is bad', 'not stopped: the baseline has it already (git:main)'],
    });
  });

  test('is told for each finding and gap, whether it stops or not, and all else is new', () => {
    const mild = { ...finding('low', 'is odd'), rule: 'odd' };
    const before = report([mild, malwareFinding()], [gap('data')]);
    const now = report([mild, malwareFinding(), finding('critical')], [gap('data')]);
    const { inBaseline, action } = decide(now, policy({ baseline: baseline([seenBefore(before)]) }));
    expect({ inBaseline, action }).toEqual({ inBaseline: { seen: [mild, now.findings[1], now.gaps[0]], risk: false }, action: 'block' });
    expect(decide(now, policy()).inBaseline).toBeUndefined();
  });

  test('does not count where a waiver accepted it: the end of the waiver brings it back', () => {
    const waivers = [{ kind: 'code', rule: 'some-rule', version: '1.0', sha256: new Set([artifact.sha256]), package: artifact.name, reason: 'looked at', until: '2026-06-15', where: 'waivers.toml' }] as const;
    const before = seenBefore(report([finding('critical')]), { waivers });
    expect(decide(report([finding('critical')]), policy({ baseline: baseline([before]) })).action).toBe('block');
  });

  test('does not lift the denylist', () => {
    const some = policy({ denylist: new Set([artifact.name]), baseline: baseline([seenBefore(report([finding('critical')]))]) });
    expect(decide(report([finding('critical')]), some).action).toBe('block');
  });

  test('eases a composite risk that was over the threshold then', () => {
    const risky: Report = { ...report(), risk: { score: 70, factors: { typosquatting: 1, package_age: null, maintainer_count: null, release_pattern: null, metadata_quality: null } } };
    const risk = { threshold: 60, action: 'block' } as const;
    expect(decide(risky, policy({ risk, baseline: baseline([seenBefore(risky)]) })).action).toBe('alert');
    expect(decide(risky, policy({ risk, baseline: baseline([seenBefore(report())]) })).action).toBe('block');
  });
});

const young = (published: string | null, more = {}): Finding => advisoryFinding({ published: published === null ? null : untrusted(published), ...more });

test('with a baseline, too, one more finding never makes an action milder', () => {
  const STRICT = { allow: 0, alert: 1, quarantine: 2, block: 3 } as const;
  const single = [...severities.map((severity) => finding(severity)), ...advisorySeverities.map((severity) => advisoryFinding({ severity })), malwareFinding(), young('2026-06-10T00:00:00Z', { id: untrusted('CVE-2026-7') })];
  const policies = single.map((seen) => policy({ baseline: baseline([seenBefore(report([seen]))]) }));
  const milder = policies.flatMap((some) => single.flatMap((first) => single.filter((more) => STRICT[decide(report([first, more]), some).action] < STRICT[decide(report([first]), some).action])));
  expect(milder).toEqual([]);
});

describe('an advisory that appeared since', () => {
  test.each<[string, Report, 'alert' | 'block']>([
    ['within the grace warns about a version of the baseline', report([young('2026-06-08T00:00:01Z')]), 'alert'],
    ['before the grace blocks', report([young('2026-06-08T00:00:00Z')]), 'block'],
    ['without a date blocks', report([young(null)]), 'block'],
    ['with a date that is none blocks', report([young('soon')]), 'block'],
    ['within the grace blocks a version that is not in the baseline', upgraded(report([young('2026-06-14T00:00:00Z')])), 'block'],
    ['within the grace blocks where it tells of malware', report([young('2026-06-14T00:00:00Z', { kind: 'malware' })]), 'block'],
  ])('%s', (_, now, action) => {
    expect(actionAfter(report(), now)).toBe(action);
  });

  test('is told with its day and the setting', () => {
    expect(decide(report([young('2026-06-10T08:00:00Z')]), policy({ baseline: baseline([seenBefore(report())]) })).reasons).toContain(
      'not stopped by CVE-2026-1 yet: it was published on 2026-06-10, and this version is in the baseline (advisory_grace)',
    );
  });
});
