import { expect, test } from 'vitest';
import type { Policy } from '../../src/core/policy.js';
import { untrusted } from '../../src/core/untrusted.js';
import { decide } from '../../src/policy/decide.js';
import { exitCode, type JudgingExitCode } from '../../src/policy/exit-code.js';
import { finding, gap, policy, report } from './reports.js';

const problem = { what: untrusted('notes.txt'), why: untrusted('not an archive') };
const safe = decide(report(), policy());
const warned = decide(report([finding('high')]), policy());
const bad = (some: Partial<Policy> = {}) => decide(report([finding('critical')]), policy(some));

const rows: readonly [string, Parameters<typeof exitCode>[0], JudgingExitCode][] = [
  ['an empty run is 0', { decisions: [], problems: [] }, 0],
  ['safe and warned packages are 0', { decisions: [safe, warned], problems: [] }, 0],
  ['one blocked package is 1', { decisions: [safe, bad(), warned], problems: [] }, 1],
  ['a package whose code could not be read is 1', { decisions: [decide(report([], [gap('runs')]), policy())], problems: [] }, 1],
  ['a blocked package in mode audit-only is 1', { decisions: [bad({ mode: 'audit-only' })], problems: [] }, 1],
  ['a bad package in mode warn is 0', { decisions: [bad({ mode: 'warn' })], problems: [] }, 0],
  ['a blocked package that was let in is 0', { decisions: [bad({ allowBlocked: true })], problems: [] }, 0],
  ['a quarantined package is 1', { decisions: [{ ...bad(), action: 'quarantine', cleared: null }], problems: [] }, 1],
  ['a problem alone is 2', { decisions: [], problems: [problem] }, 2],
  ['a problem beside safe packages is 2', { decisions: [safe], problems: [problem] }, 2],
  ['a block outweighs a problem', { decisions: [bad()], problems: [problem] }, 1],
];

test.each(rows)('%s', (_name, run, code) => {
  expect(exitCode(run)).toBe(code);
});

test.each<[string, boolean, 0 | 1 | 3, ReturnType<typeof report>]>([
  ['what could not be asked does not fail a run', false, 0, report([], [gap('service')])],
  ['under fail_closed it does', true, 3, report([], [gap('service')])],
  ['under fail_closed a block still counts as one', true, 1, report([finding('critical')], [gap('service')])],
  ['other gaps are not meant', true, 0, report([], [gap('data')])],
])('%s', (...[, failClosed, expected, judged]) => {
  expect(exitCode({ decisions: [decide(judged, policy())], problems: [], failClosed })).toBe(expected);
});
