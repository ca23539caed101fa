import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { showEnding } from '../../../src/cli/show/show-ending.js';
import type { Wanted } from '../../../src/cli/show/formats.js';
import type { Run } from '../../../src/core/run.js';
import { decision, run } from '../../reporters/build.js';

const BLOCKED = decision('evil-lib', { version: '1.0', verdict: 'blocked', reasons: ['runs what it has decoded'] });
const FAILED = run({ command: 'audit', decisions: [decision('six'), BLOCKED] });
const SUMMARY = '1 package safe · 0 warnings · 1 blocked';

function ending(finished: Run, flags: Partial<Wanted>): readonly string[] {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 100, write: (text: string) => written.push(text) > 0 };
  showEnding(finished, { format: 'json', output: null, reportFiles: [], verbosity: 'normal', noColor: true, ...flags }, stream);
  return written.join('').split('\n').slice(0, -1);
}

test('beside a report for programs a failing run says why on standard error', () => {
  expect(ending(FAILED, {})).toEqual(['evil-lib (1.0) ✗ Blocked — runs what it has decoded', SUMMARY]);
});

test('where reports were written is said as well', () => {
  expect(ending(FAILED, { format: 'table', output: 'out.txt', reportFiles: [{ format: 'html', file: 'out.html' }] }).slice(-3)).toEqual([SUMMARY, `Report: ${resolve('out.html')}`, `Report: ${resolve('out.txt')}`]);
});

test.each([run({ command: 'audit', decisions: [decision('six')] }), { ...FAILED, command: 'report' as const }])('of a run whose only report is a file, the summary and the file are told: %#', (finished) => {
  expect(ending(finished, { output: 'out.json' })).toEqual([finished.command === 'report' ? SUMMARY : '1 package safe · 0 warnings · 0 blocked', `Report: ${resolve('out.json')}`]);
});

test('a warning that stops a package is told, one that lets it in is not', () => {
  const stopped = decision('odd', { verdict: 'warned', action: 'quarantine', reasons: ['project is 2 days old'] });
  expect(ending(run({ command: 'audit', decisions: [stopped, decision('new', { verdict: 'warned', reasons: ['young'] })] }), {}).join('\n')).toMatch(/^odd \(1\.0\.0\) ✗ Quarantined — project is 2 days old\n0 packages safe/);
});

test('a package that was let in against its verdict is told though the run succeeds', () => {
  expect(ending(run({ command: 'install', decisions: [decision('evil-lib', { verdict: 'blocked', reasons: ['bad', 'let in by --allow-blocked'], action: 'alert' })] }), {})[0]).toContain('Blocked, but evil-lib (1.0.0)');
});

test.each<[string, Run, Partial<Wanted>]>([
  ['a run that succeeds', run({ command: 'audit', decisions: [decision('six')] }), {}],
  ['a table on the screen', FAILED, { format: 'table' }],
  ['--quiet', FAILED, { verbosity: 'quiet' }],
  ['a report, which gates nothing', { ...FAILED, command: 'report' }, {}],
])('with %s nothing is added', (_, finished, flags) => {
  expect(ending(finished, flags)).toEqual([]);
});
