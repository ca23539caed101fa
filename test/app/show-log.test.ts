import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { showLog, type LogQuestion } from '../../src/app/show-log.js';
import { UserError } from '../../src/core/errors.js';
import { systemClock } from '../../src/platform/clock.js';
import { openAuditLog, type AuditEntry } from '../../src/store/audit-log.js';

const clockAt = (time: string) => ({ ...systemClock, nowMs: () => Date.parse(time) });

const judged = (name: string, verdict: string): AuditEntry => ({ event: 'judgement', command: 'audit', name, version: '1.0', sha256: 'a'.repeat(64), verdict, reasons: verdict === 'safe' ? [] : ['because'] });

const days: readonly (readonly [string, readonly AuditEntry[]])[] = [
  ['2026-06-01T10:00:00Z', [judged('flask', 'safe'), judged('evil', 'blocked')]],
  ['2026-06-10T10:00:00Z', [judged('flask', 'warned'), { ...judged('evil', 'blocked'), event: 'override' }]],
  ['2026-06-15T10:00:00Z', [{ event: 'waiver', command: 'waive', name: 'evil', version: '1.0', rules: ['typosquat', 'CVE-2026-1'], reasons: ['looked at'] }]],
];

async function ask(question: Partial<LogQuestion> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [time, entries] of days) await openAuditLog({ home: folder, clock: clockAt(time) }).appendAudit(entries);
  const answer = await showLog({ packageName: null, verdict: null, since: null, limit: null, ...question }, { home: { path: folder, temporary: false, notice: null }, clock: clockAt('2026-06-15T12:00:00Z') });
  return { answer, rows: answer.groups.flatMap(({ rows }) => rows) };
}

test('all of it, the newest last, in words', async () => {
  expect((await ask()).rows).toEqual([
    ['2026-06-01 10:00', 'audit', 'safe', 'flask 1.0', ''],
    ['2026-06-01 10:00', 'audit', 'BLOCKED', 'evil 1.0', 'because'],
    ['2026-06-10 10:00', 'audit', 'warning', 'flask 1.0', 'because'],
    ['2026-06-10 10:00', 'audit', 'LET IN', 'evil 1.0', 'because'],
    ['2026-06-15 10:00', 'waive', 'waiver', 'evil 1.0', 'typosquat, CVE-2026-1: looked at'],
  ]);
});

const filters: readonly (readonly [string, Partial<LogQuestion>, readonly string[]])[] = [
  ['one package, in any spelling', { packageName: 'Flask' }, ['safe', 'warning']],
  ['one verdict', { verdict: 'blocked' }, ['BLOCKED', 'LET IN']],
  ['a length of time', { since: '7d' }, ['warning', 'LET IN', 'waiver']],
  ['a date', { since: '2026-06-15' }, ['waiver']],
  ['a time', { since: '2026-06-15T11:00:00Z' }, []],
  ['several of them', { packageName: 'evil', since: '3w', verdict: 'blocked' }, ['BLOCKED', 'LET IN']],
];
test.each(filters)('filtered by %s', async (_name, question, signs) => {
  const { rows } = await ask(question);
  expect(rows.map((row) => row[2]).filter((sign) => sign !== undefined)).toEqual(signs);
});

test('of more than is wanted the newest are shown, and it is said how many are older', async () => {
  const { rows, answer } = await ask({ limit: '1' });
  expect(rows.map((row) => row[2] ?? row[0])).toEqual(['4 older lines are not shown (--limit).', 'waiver']);
  expect(answer.document).toMatchObject({ entries: [{ event: 'waiver' }], older: 4 });
});

test('where nothing fits, that is said', async () => {
  expect((await ask({ packageName: 'other' })).rows).toEqual([['Nothing in the audit log fits.']]);
});

test('programs get whole lines', async () => {
  expect((await ask({ verdict: 'safe' })).answer.document).toEqual({ entries: [{ time: '2026-06-01T10:00:00.000Z', ...judged('flask', 'safe') }], older: 0 });
});

describe('a filter that is none is an error that says what there is:', () => {
  const bad: readonly (readonly [Partial<LogQuestion>, string, string])[] = [
    [{ verdict: 'bad' }, '--verdict "bad": no such verdict', 'there are: safe, warned, blocked'],
    [{ since: 'yesterday' }, '--since "yesterday": not a time', '7d'],
    [{ since: '2026-02-31x' }, '--since "2026-02-31x": not a time', '7d'],
    [{ since: '2026-02-30' }, '--since "2026-02-30": not a time', '7d'],
    [{ since: '2026-02-30 10:00' }, '--since "2026-02-30 10:00": not a time', '7d'],
    [{ since: '2026-13-01' }, '--since "2026-13-01": not a time', '7d'],
    [{ limit: '-1' }, '--limit "-1": expected a number from 1 to 9999999', ''],
    [{ limit: '99999999' }, '--limit "99999999": expected a number from 1 to 9999999', ''],
    [{ packageName: '../x' }, 'not a package name: "../x"', ''],
  ];
  test.each(bad)('%j', async (question, message, hint) => {
    await expect(ask(question)).rejects.toMatchObject({ message });
    await expect(ask(question)).rejects.toSatisfy((error) => error instanceof UserError && (error.hint ?? '').includes(hint));
  });
});

test('of what was set aside the first reason is told, and not a screen of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await openAuditLog({ home: folder, clock: clockAt('2026-06-15T10:00:00Z') }).appendAudit([{ event: 'quarantine', act: 'set aside', command: 'install', name: 'evil', version: '1.0', reasons: ['set aside', 'the first', 'the second'] }]);
  const { groups } = await showLog({ packageName: null, verdict: null, since: null, limit: null }, { home: { path: folder, temporary: false, notice: null }, clock: clockAt('2026-06-15T12:00:00Z') });
  expect(groups.flatMap(({ rows }) => rows)).toEqual([['2026-06-15 10:00', 'install', 'quarantine', 'evil 1.0', 'set aside: the first']]);
});
