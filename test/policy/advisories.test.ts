import { describe, expect, test } from 'vitest';
import { advisorySeverities, type Advisory, type AdvisorySeverity } from '../../src/core/advisory.js';
import type { Action } from '../../src/core/decision.js';
import { decide } from '../../src/policy/decide.js';
import { standingOf } from '../../src/reporters/words/standing.js';
import { advisoryFinding, finding, malwareFinding, policy, report } from './reports.js';

describe('advisories', () => {
  const usual: readonly [string, Partial<Advisory>, Action][] = [
    ['critical with a fix', {}, 'block'],
    ['critical without a fix', { fixedIn: null }, 'alert'],
    ['critical and disputed', { isDisputed: true }, 'alert'],
    ['high', { severity: 'high' }, 'alert'],
    ['medium', { severity: 'medium' }, 'alert'],
    ['low', { severity: 'low' }, 'allow'],
    ['unknown', { severity: 'unknown' }, 'alert'],
    ['malware', { kind: 'malware', fixedIn: null }, 'block'],
  ];
  test.each(usual)('%s, without severity_actions', (_name, some, action) => {
    expect(decide(report([advisoryFinding(some)]), policy()).action).toBe(action);
  });

  const actions = ['allow', 'alert', 'quarantine', 'block'] as const satisfies readonly Action[];
  const VERDICT = { allow: 'safe', alert: 'warned', quarantine: 'blocked', block: 'blocked' } as const;
  const fourWay = advisorySeverities.flatMap((severity) => actions.map((action) => [severity, action] as const));
  test.each(fourWay)('severity_actions %s = %s is what happens, fix or not', (severity: AdvisorySeverity, action) => {
    const some = policy({ severityActions: new Map([[severity, action]]) });
    for (const fixedIn of [advisoryFinding().advisory?.fixedIn ?? null, null]) {
      expect(decide(report([advisoryFinding({ severity, fixedIn })]), some)).toMatchObject({ action, verdict: VERDICT[action] });
    }
  });

  test('severity_actions leave the severities that are not in them as they are', () => {
    const some = policy({ severityActions: new Map([['high', 'block']]) });
    expect(decide(report([advisoryFinding()]), some).action).toBe('block');
    expect(decide(report([advisoryFinding({ severity: 'medium' })]), some).action).toBe('alert');
  });

  test('thresholds do not touch advisories, and severity_actions touch nothing else', () => {
    expect(decide(report([advisoryFinding({ severity: 'high' })]), policy({ blockScore: 0.1, warnScore: 0 })).action).toBe('alert');
    const mildest = new Map(advisorySeverities.map((severity) => [severity, 'allow'] as const));
    expect(decide(report([finding('critical')]), policy({ severityActions: mildest })).action).toBe('block');
  });

  test('severity_actions let no malware in', () => {
    const mildest = new Map(advisorySeverities.map((severity) => [severity, 'allow'] as const));
    expect(decide(report([malwareFinding()]), policy({ severityActions: mildest })).action).toBe('block');
  });

  test('what severity_actions stop says so, and a file to be set aside says that', () => {
    expect(decide(report([advisoryFinding({ severity: 'high' })]), policy({ severityActions: new Map([['high', 'quarantine']]) })).reasons).toEqual([
      'CVE-2026-1: high', 'severity_actions says quarantine for high advisories', 'to be set aside (quarantine)',
    ]);
  });

  test('what lies here already is not said to be set aside, which only install does', () => {
    const some = policy({ severityActions: new Map([['high', 'quarantine']]) });
    const found = report([advisoryFinding({ severity: 'high' })]);
    for (const here of [{ installed: { files: [], renamed: {} } }, { isLocal: true }]) {
      const decision = decide({ ...found, artifact: { ...found.artifact, ...here } }, some);
      expect(decision.reasons.at(-1)).toBe('install would set it aside (quarantine)');
      expect(standingOf(decision)).toBe('blocked');
    }
    expect(standingOf(decide(found, some))).toBe('quarantined');
  });

  test('the strictest action among several counts', () => {
    const some = policy({ severityActions: new Map([['high', 'quarantine']]) });
    expect(decide(report([finding('medium'), advisoryFinding({ severity: 'high' })]), some).action).toBe('quarantine');
    expect(decide(report([finding('critical'), advisoryFinding({ severity: 'high' })]), some).action).toBe('block');
  });
});
