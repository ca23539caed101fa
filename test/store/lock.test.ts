import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { ifUnlocked } from '../../src/store/lock.js';

const lockPath = (): string => join(mkdtempSync(join(tmpdir(), 'depsec-lock-')), 'file.lock');
const runs = (path: string): Promise<boolean> => ifUnlocked(path, { staleMs: 60_000 }, () => Promise.resolve());

/** What a lock of this process holds, with another process number. */
async function leftBy(path: string, pid: number): Promise<void> {
  let held = '';
  await ifUnlocked(path, { staleMs: 60_000 }, () => Promise.resolve(void (held = readFileSync(path, 'utf8'))));
  writeFileSync(path, held.replace(`"pid":${process.pid}`, `"pid":${pid}`));
}

const ended = (): number => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

test('a lock keeps others out while its work is done, and is gone afterwards', async () => {
  const path = lockPath();
  let inside = true;
  expect(await ifUnlocked(path, { staleMs: 60_000 }, async () => { inside = await runs(path); })).toBe(true);
  expect([inside, existsSync(path)]).toEqual([false, false]);
});

test('a lock whose process was killed keeps nobody waiting', async () => {
  const path = lockPath();
  await leftBy(path, ended());
  expect(await runs(path)).toBe(true);
});

test('a pipe in the place of a lock is waited for no longer than any other lock', async () => {
  const path = lockPath();
  execFileSync('mkfifo', [path]);
  expect(await runs(path)).toBe(false);
});

test.each([
  ['of another machine', `{"pid":${ended()},"start":null,"host":"elsewhere.invalid"}`, 60],
  ['that holds something else', 'busy', 60],
  ['of a process that was killed before it could say whose it is', '', 5],
])('a lock %s holds until it is old', async (_, text, seconds) => {
  const path = lockPath();
  writeFileSync(path, text);
  const aged = (by: number): void => {
    const at = systemClock.nowMs() / 1000 - by;
    utimesSync(path, at, at);
  };
  aged(seconds - 2);
  expect(await runs(path)).toBe(false);
  aged(seconds + 1);
  expect(await runs(path)).toBe(true);
});
