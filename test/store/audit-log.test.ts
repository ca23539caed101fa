import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { openAuditLog } from '../../src/store/audit-log.js';
import { bundled } from './bundled.js';

const newHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-audit-'));
const clockAt = (nowMs: number) => ({ ...systemClock, nowMs: () => nowMs });
const logsIn = (home: string): string[] => readdirSync(home).filter((name) => name.endsWith('.log'));
const linesIn = (path: string): Record<string, unknown>[] => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

test('each entry is one JSON line with its time, in a file for this user alone', async () => {
  const log = openAuditLog({ home: newHome(), clock: clockAt(0) });
  await log.appendAudit([{ event: 'judged', name: 'flask' }, { event: 'installed' }]);
  await log.appendAudit([]);
  await log.appendAudit([{ event: 'last' }]);
  expect(linesIn(log.path)).toEqual([
    { time: '1970-01-01T00:00:00.000Z', event: 'judged', name: 'flask' }, { time: '1970-01-01T00:00:00.000Z', event: 'installed' }, { time: '1970-01-01T00:00:00.000Z', event: 'last' },
  ]);
  expect(statSync(log.path).mode & 0o777).toBe(0o600);
});

test('a log that others could write to is theirs no longer once something is added', async () => {
  const log = openAuditLog({ home: newHome() });
  writeFileSync(log.path, '');
  chmodSync(log.path, 0o666);
  await log.appendAudit([{ event: 'judged' }]);
  expect(statSync(log.path).mode & 0o777).toBe(0o600);
});

test('text from a package can neither start a line of its own nor steer a terminal', async () => {
  const log = openAuditLog({ home: newHome() });
  const name = 'a\n{"event":"forged"}\r\u001b]0;x\u0007\u009b\u202e\u200b\u2028\u{1f600}';
  await log.appendAudit([{ event: 'judged', name }]);
  expect(readFileSync(log.path, 'latin1')).toMatch(/^[\x20-\x7e]+\n$/);
  expect(linesIn(log.path)[0]?.['name']).toBe(name);
});

test('a line that an earlier crash left unfinished does not spoil the next', async () => {
  const log = openAuditLog({ home: newHome() });
  await log.appendAudit([{ event: 'one' }]);
  appendFileSync(log.path, '{"event":"ha');
  await log.appendAudit([{ event: 'two' }]);
  expect(JSON.parse(readFileSync(log.path, 'utf8').trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ event: 'two' });
});

test('a log that cannot be written is an error that names it', async () => {
  const home = newHome();
  symlinkSync(join(home, 'elsewhere'), join(home, 'depsec.log'));
  await expect(openAuditLog({ home }).appendAudit([{ event: 'x' }])).rejects.toMatchObject({ name: 'ToolError', code: 'disk', message: expect.stringContaining(join(home, 'depsec.log')) });
  const folder = newHome();
  mkdirSync(join(folder, 'depsec.log'));
  await expect(openAuditLog({ home: folder }).appendAudit([{ event: 'x' }])).rejects.toMatchObject({ code: 'disk' });
  await expect(openAuditLog({ home: join(folder, 'gone') }).appendAudit([{ event: 'x' }])).rejects.toMatchObject({ code: 'disk' });
  expect(readdirSync(home)).toEqual(['depsec.log']);
});

test('a full log is set aside, and the newest five are kept', async () => {
  const home = newHome();
  for (let i = 0; i < 9; i += 1) await openAuditLog({ home, maxBytes: 50, clock: clockAt(i * 1_000) }).appendAudit([{ event: `number ${i}, which is long enough` }]);
  const events = logsIn(home).toSorted().flatMap((name) => linesIn(join(home, name)).map(({ event }) => event));
  expect(events).toEqual([4, 5, 6, 7, 8].map((i) => `number ${i}, which is long enough`));
});

test('who finds another process rotating leaves it to that, and a lock from a killed one does not last', async () => {
  const home = newHome();
  const log = openAuditLog({ home, maxBytes: 10 });
  writeFileSync(`${log.path}.lock`, '');
  await log.appendAudit([{ event: 'one' }]);
  expect(logsIn(home)).toEqual(['depsec.log']);
  utimesSync(`${log.path}.lock`, 1, 1);
  await log.appendAudit([{ event: 'two' }]);
  expect(logsIn(home)).toHaveLength(1);
  expect(logsIn(home)).not.toContain('depsec.log');
  expect(readdirSync(home)).not.toContain('depsec.log.lock');
});

test('many processes that write and rotate at once lose no line and mix none', async () => {
  const home = newHome();
  const module = pathToFileURL(bundled('src/store/audit-log.ts')).href;
  const script = (id: number): string => `
    const { openAuditLog } = await import(${JSON.stringify(module)});
    const log = openAuditLog({ home: ${JSON.stringify(home)}, maxBytes: 5000, keep: 10000 });
    for (let i = 0; i < 60; i += 1) await log.appendAudit([{ event: '${id}.' + i, pad: 'x'.repeat(i * 7) }]);`;
  const codes = await Promise.all(Array.from({ length: 8 }, (_, id) => new Promise((resolve) => {
    spawn(process.execPath, ['--input-type=module', '-e', script(id)], { stdio: 'inherit' }).once('close', resolve);
  })));
  expect(codes).toEqual(Array.from({ length: 8 }, () => 0));
  const events = logsIn(home).flatMap((name) => linesIn(join(home, name)).map(({ event }) => String(event)));
  expect(events.toSorted()).toEqual(Array.from({ length: 8 }, (_, id) => Array.from({ length: 60 }, (_unused, i) => `${id}.${i}`)).flat().toSorted());
  expect(logsIn(home).length).toBeGreaterThan(5);
});
