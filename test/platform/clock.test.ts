import { expect, test } from 'vitest';
import { stopwatch, systemClock } from '../../src/platform/clock.js';
import { pause, retryAfterMs, waitMs } from '../../src/platform/http/retry.js';
import { hastyClock } from './loopback.js';

test('a stopwatch tells what passed on the clock it was given', () => {
  let now = 5;
  const elapsedMs = stopwatch({ monotonicMs: () => now });
  now = 12.5;
  expect(elapsedMs()).toBe(7.5);
});

test('an abort ends a sleep with its own reason, also one that came before', async () => {
  const abort = new AbortController();
  const sleeping = systemClock.sleep(60_000, abort.signal);
  abort.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  await expect(systemClock.sleep(60_000, abort.signal)).rejects.toThrow('enough');
});

test.each([
  ['7', 7_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 30_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ['soon', null],
  [undefined, null],
])('Retry-After %j half a minute after 1970 means %j ms', (header, ms) => {
  expect(retryAfterMs(header, 30_000)).toBe(ms);
});

test('waits grow, vary, and end at ten seconds whatever is asked', () => {
  const first = Array.from({ length: 50 }, () => waitMs(1, null));
  expect(Math.min(...first)).toBeGreaterThanOrEqual(125);
  expect(Math.max(...first)).toBeLessThanOrEqual(251);
  expect(new Set(first).size).toBeGreaterThan(5);
  expect(waitMs(30, null)).toBeLessThanOrEqual(10_001);
  expect(waitMs(1, 3_600_000)).toBe(10_000);
});

test('whoever asks for more patience than there is time left is not waited for', async () => {
  const clock = hastyClock();
  expect(await pause(clock, 1, { retryAfter: '3600', leftMs: 5_000 })).toBe(false);
  expect(clock.slept).toEqual([]);
  expect(await pause(clock, 1, { retryAfter: '4', leftMs: 5_000 })).toBe(true);
  expect(clock.slept).toEqual([4_000]);
});
