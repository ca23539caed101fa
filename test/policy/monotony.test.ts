import { describe, expect, test } from 'vitest';
import { advisorySeverities } from '../../src/core/advisory.js';
import type { Action, Verdict } from '../../src/core/decision.js';
import { severities, type GapKind } from '../../src/core/finding.js';
import { modes, type Mode, type Policy } from '../../src/core/policy.js';
import type { Waiver } from '../../src/core/waiver.js';
import { decide } from '../../src/policy/decide.js';
import { advisoryFinding, artifact, finding, gap, malwareFinding, policy, report } from './reports.js';

const listed = new Set([artifact.name]);

const written = { package: artifact.name, reason: 'looked at', where: 'waivers.toml: waiver 1' };
const waivers: readonly Waiver[] = [
  { ...written, kind: 'code', rule: 'some-rule', version: '1.0', sha256: new Set([artifact.sha256]), until: '2027-01-01' },
  { ...written, kind: 'advisory', advisory: 'CVE-2026-1', versions: '<2', until: '2026-01-01' },
  { ...written, kind: 'advisory', advisory: 'CVE-2026-9', versions: '>=0', until: '2027-01-01' },
];

describe('monotony, over every pair of findings, gap, mode, list and flag', () => {
  const RANK: Readonly<Record<Verdict, number>> = { safe: 0, warned: 1, blocked: 2 };
  const STRICT: Readonly<Record<Action, number>> = { allow: 0, alert: 1, quarantine: 2, block: 3 };
  const booleans = [false, true];
  const gaps: readonly (GapKind | null)[] = [null, 'runs', 'service'];
  const flags: readonly Partial<Policy>[] = [{}, { allowBlocked: true }, { allowKnownMalware: true }];
  const settings: readonly Partial<Policy>[] = [{}, { severityActions: new Map([['critical', 'quarantine'], ['high', 'allow'], ['unknown', 'block']]), waivers }];
  const policies = modes.flatMap((mode: Mode) =>
    flags.flatMap((flag) =>
      settings.flatMap((setting) =>
        booleans.flatMap((isAllowed) =>
          booleans.map((isDenied) => policy({ mode, ...flag, ...setting, allowlist: isAllowed ? listed : new Set(), denylist: isDenied ? listed : new Set() }))))));
  const single = [...severities.map((severity) => finding(severity)), ...advisorySeverities.map((severity) => advisoryFinding({ severity })), malwareFinding()];
  const starts = gaps.flatMap((kind) => [null, ...single].map((first) => report(first ? [first] : [], kind ? [gap(kind)] : [])));

  test('one more finding never makes a verdict or an action milder nor a score lower', () => {
    const milder = policies.flatMap((some) => starts.flatMap((start) => single.filter((more) => {
      const before = decide(start, some);
      const after = decide({ ...start, findings: [...start.findings, more] }, some);
      return RANK[after.verdict] < RANK[before.verdict] || STRICT[after.action] < STRICT[before.action] || after.score < before.score;
    })));
    expect(milder).toEqual([]);
  });

  test('one more gap never makes a verdict milder', () => {
    const milder = policies.flatMap((some) => starts.flatMap((start) => (['runs', 'latent', 'data', 'service'] as const).filter((kind) =>
      RANK[decide({ ...start, gaps: [...start.gaps, gap(kind)] }, some).verdict] < RANK[decide(start, some).verdict])));
    expect(milder).toEqual([]);
  });

  test('known malware is cleared by --allow-known-malware and by nothing else', () => {
    const cleared = policies.filter((some) => starts.some((start) => decide({ ...start, findings: [...start.findings, malwareFinding()] }, some).cleared !== null));
    expect(cleared).toEqual(policies.filter(({ allowKnownMalware }) => allowKnownMalware));
  });

  test('an artifact is cleared exactly when its action lets it through', () => {
    const decisions = policies.flatMap((some) => starts.map((start) => decide(start, some)));
    expect(decisions.filter(({ action, cleared }) => (cleared === null) !== (action === 'block' || action === 'quarantine'))).toEqual([]);
    expect(decisions.filter(({ verdict, cleared, reasons }) => verdict === 'blocked' && cleared !== null && !reasons.some((reason) => /^let in by --allow-(blocked|known-malware)$/.test(reason)))).toEqual([]);
  });

  test('the same report and policy give the same decision', () => {
    const texts = [1, 2].map(() => JSON.stringify(policies.map((some) => starts.map((start) => decide(start, some)))));
    expect(texts[0] === texts[1]).toBe(true);
  });
});
