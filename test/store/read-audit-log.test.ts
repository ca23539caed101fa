import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAuditLog } from '../../src/store/audit-log.js';
import { judgementsOf, type LoggedJudgement } from '../../src/store/read-audit-log.js';

const newHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-read-log-'));
const judgement = (name: string, version: string) => ({ event: 'judgement', command: 'audit', name, version, sha256: 'ab'.repeat(32), verdict: 'safe', reasons: ['because'], rules: ['typosquat'], gaps: [{ what: 'a', why: 'b' }] });

async function allOf(home: string, name: string): Promise<readonly LoggedJudgement[]> {
  const found: LoggedJudgement[] = [];
  for await (const each of judgementsOf(home, name)) found.push(each);
  return found;
}

test('a home without a log knows nothing', async () => {
  expect(await allOf(newHome(), 'flask')).toEqual([]);
});

test('judgements of one package come newest first, through rotated logs', async () => {
  const home = newHome();
  const log = openAuditLog({ home, maxBytes: 300 });
  for (const version of ['1', '2', '3', '4']) await log.appendAudit([judgement('flask', version), judgement('flask-login', version)]);
  expect((await allOf(home, 'flask')).map(({ version }) => version)).toEqual(['4', '3', '2', '1']);
});

test('a judgement comes back with its reasons, rules and gaps', async () => {
  const home = newHome();
  await openAuditLog({ home }).appendAudit([judgement('flask', '1')]);
  expect(await allOf(home, 'flask')).toMatchObject([{ command: 'audit', verdict: 'safe', builtFrom: null, reasons: ['because'], rules: ['typosquat'], gaps: [{ what: 'a', why: 'b' }] }]);
});

test('half a line, other events and lines of another shape are passed over', async () => {
  const home = newHome();
  await openAuditLog({ home }).appendAudit([judgement('flask', '1'), { event: 'installed', name: 'flask' }]);
  appendFileSync(join(home, 'depsec.log'), '{"event":"judgement","name":"flask","sha256":7}\n"flask"\nnull\n{"event":"judgement","name":"flask"');
  expect((await allOf(home, 'flask')).map(({ version }) => version)).toEqual(['1']);
});

test('only names that rotated logs have are read as such', async () => {
  const home = newHome();
  writeFileSync(join(home, 'depsec-notes.log'), `${JSON.stringify(judgement('flask', '1'))}\n`);
  expect(await allOf(home, 'flask')).toEqual([]);
});
