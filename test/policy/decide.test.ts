import { describe, expect, test } from 'vitest';
import type { Action, Verdict } from '../../src/core/decision.js';
import type { GapKind, Severity } from '../../src/core/finding.js';
import type { Policy } from '../../src/core/policy.js';
import { decide } from '../../src/policy/decide.js';
import { advisoryFinding, artifact, finding, gap, malwareFinding, policy, report } from './reports.js';

const listed = new Set([artifact.name]);

describe('severity', () => {
  const rows: readonly { severity: Severity; score: number; verdict: Verdict; action: Action }[] = [
    { severity: 'critical', score: 0.9, verdict: 'blocked', action: 'block' },
    { severity: 'high', score: 0.7, verdict: 'warned', action: 'alert' },
    { severity: 'medium', score: 0.5, verdict: 'warned', action: 'alert' },
    { severity: 'low', score: 0.2, verdict: 'safe', action: 'allow' },
    { severity: 'info', score: 0.05, verdict: 'safe', action: 'allow' },
  ];
  test.each(rows)('a $severity finding scores $score and is $verdict', ({ severity, ...expected }) => {
    expect(decide(report([finding(severity)]), policy())).toMatchObject({ ...expected, risk: null });
  });

  test('a package without findings is safe, scores 0 and needs no reason', () => {
    expect(decide(report(), policy())).toMatchObject({ score: 0, verdict: 'safe', action: 'allow', reasons: [] });
  });

  test('many weak findings do not add up', () => {
    expect(decide(report(Array.from({ length: 50 }, () => finding('low'))), policy())).toMatchObject({ score: 0.2, verdict: 'safe' });
  });
});

describe('thresholds', () => {
  test('a score that reaches a threshold counts as above it', () => {
    expect(decide(report([finding('high')]), policy({ blockScore: 0.7 })).verdict).toBe('blocked');
    expect(decide(report([finding('low')]), policy({ warnScore: 0.2 })).verdict).toBe('warned');
  });

  test('a threshold above every score lets everything pass', () => {
    expect(decide(report([finding('critical')]), policy({ blockScore: 1, warnScore: 1 })).verdict).toBe('safe');
  });
});

describe('gaps', () => {
  const rows: readonly [GapKind, Verdict, readonly string[]][] = [
    ['runs', 'blocked', ['could not read runs.py, and its code would run unread: too large']],
    ['latent', 'warned', ['could not read latent.py: too large']],
    ['data', 'safe', []],
    ['service', 'safe', []],
  ];
  test.each(rows)('a gap of kind %s alone is %s', (kind, verdict, reasons) => {
    expect(decide(report([], [gap(kind)]), policy())).toMatchObject({ verdict, reasons, score: 0 });
  });

  test('thresholds do not touch what a gap does', () => {
    expect(decide(report([], [gap('runs')]), policy({ blockScore: 1, warnScore: 1 })).verdict).toBe('blocked');
  });
});

type Row = readonly [name: string, severity: Severity, policy: Partial<Policy>, expected: { verdict: Verdict; action: Action; cleared: boolean }];
const stopped = { verdict: 'blocked', action: 'block', cleared: false } as const;
const warned = { verdict: 'warned', action: 'alert', cleared: true } as const;
const safe = { verdict: 'safe', action: 'allow', cleared: true } as const;
const letIn = { verdict: 'blocked', action: 'alert', cleared: true } as const;

const combinations: readonly Row[] = [
  ['mode block stops what is bad', 'critical', { mode: 'block' }, stopped],
  ['mode audit-only judges like block', 'critical', { mode: 'audit-only' }, stopped],
  ['mode warn stops nothing that is only judged', 'critical', { mode: 'warn' }, warned],
  ['mode warn leaves a warning a warning', 'high', { mode: 'warn' }, warned],
  ['mode warn leaves a safe package safe', 'low', { mode: 'warn' }, safe],
  ['the allowlist lets a bad package in', 'critical', { allowlist: listed }, safe],
  ['the allowlist quiets a warning', 'high', { allowlist: listed }, safe],
  ['the allowlist holds in mode warn', 'critical', { mode: 'warn', allowlist: listed }, safe],
  ['the denylist stops a safe package', 'info', { denylist: listed }, stopped],
  ['the denylist beats the allowlist', 'info', { denylist: listed, allowlist: listed }, stopped],
  ['the denylist stops in mode warn too', 'info', { denylist: listed, mode: 'warn' }, stopped],
  ['the denylist stops in mode audit-only too', 'info', { denylist: listed, mode: 'audit-only' }, stopped],
  ['--allow-blocked lets a blocked package in and keeps its verdict', 'critical', { allowBlocked: true }, letIn],
  ['--allow-blocked covers the denylist', 'info', { allowBlocked: true, denylist: listed }, letIn],
  ['--allow-blocked changes nothing for a warning', 'high', { allowBlocked: true }, warned],
  ['--allow-blocked changes nothing for a safe package', 'low', { allowBlocked: true }, safe],
  ['--allow-blocked changes nothing where the allowlist decides', 'critical', { allowBlocked: true, allowlist: listed }, safe],
];

test.each(combinations)('%s', (...[, severity, some, { cleared, ...expected }]) => {
  const decision = decide(report([finding(severity)]), policy(some));
  expect(decision).toMatchObject(expected);
  expect(decision.cleared).toBe(cleared ? artifact : null);
});

test('mode warn installs what severity_actions would set aside', () => {
  expect(decide(report([advisoryFinding()]), policy({ mode: 'warn', severityActions: new Map([['critical', 'quarantine']]) }))).toMatchObject({ verdict: 'warned', action: 'alert' });
});

describe('what a waiver would have to name', () => {
  const rows: readonly [string, Parameters<typeof report>, Partial<Policy>, readonly string[]][] = [
    ['every rule and advisory that stops it, once each', [[finding('critical'), finding('critical', 'again'), advisoryFinding(), finding('high', 'only warns')]], {}, ['some-rule', 'CVE-2026-1']],
    ['unread code', [[], [gap('runs'), gap('latent')]], {}, ['unread-code']],
    ['nothing of what is let in', [[finding('high')]], {}, []],
    ['nothing where the denylist stops it', [[finding('critical')]], { denylist: listed }, []],
    ['nothing for known malware, whatever else is found', [[finding('critical'), malwareFinding()]], {}, []],
  ];
  test.each(rows)('%s', (...[, [findings, gaps], some, names]) => {
    expect(decide(report(findings, gaps), policy(some)).waivable).toEqual(names);
  });
});

describe('reasons', () => {
  test('the worst finding speaks first, in its own words', () => {
    const findings = [finding('medium', 'no homepage'), finding('info', 'imports os'), finding('critical', "Typosquat of 'requests' (distance: 2)")];
    expect(decide(report(findings), policy()).reasons).toEqual(["Typosquat of 'requests' (distance: 2)", 'no homepage']);
  });

  test('what blocks comes before what warns, whether finding or gap', () => {
    const { reasons } = decide(report([finding('high', 'odd'), finding('critical', 'bad')], [gap('latent'), gap('runs')]), policy());
    expect(reasons).toEqual(['bad', 'could not read runs.py, and its code would run unread: too large', 'odd', 'could not read latent.py: too large']);
  });

  test('the same sentence is said once', () => {
    expect(decide(report([finding('critical', 'bad'), finding('critical', 'bad')]), policy()).reasons).toEqual(['bad']);
  });

  const rows: readonly [string, Partial<Policy>, readonly string[]][] = [
    ['the denylist', { denylist: listed }, ['on the denylist', 'bad']],
    ['the allowlist', { allowlist: listed }, ['on the allowlist; without it: blocked', 'bad']],
    ['mode warn', { mode: 'warn' }, ['bad', 'not stopped, because the mode is warn']],
    ['--allow-blocked', { allowBlocked: true }, ['bad', 'let in by --allow-blocked']],
    ['--allow-known-malware', { allowKnownMalware: true }, ['bad', 'let in by --allow-known-malware']],
  ];
  test.each(rows)('%s says that it decided, and the cause stays', (_name, some, reasons) => {
    expect(decide(report([finding('critical', 'bad')]), policy(some)).reasons).toEqual(reasons);
  });

  test('an allowlisted package with nothing against it is simply safe', () => {
    expect(decide(report([finding('info')]), policy({ allowlist: listed })).reasons).toEqual([]);
  });

  test('the allowlist keeps findings and score on record', () => {
    expect(decide(report([finding('critical')]), policy({ allowlist: listed }))).toMatchObject({ score: 0.9, report: { findings: [{ severity: 'critical' }] } });
  });
});
