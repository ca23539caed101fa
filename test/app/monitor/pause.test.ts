import { expect, test } from 'vitest';
import { pauseUntilNext, type Pause } from '../../../src/app/monitor/pause.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A pause on a clock that jumps as far as it is asked to sleep; notes when deliveries were tried, in minutes. */
async function pause(untilMs: number, isLate: boolean, failures: number): Promise<{ readonly tries: readonly number[]; readonly endedMs: number }> {
  let nowMs = 0;
  const tries: number[] = [];
  const clock: Pause['clock'] = {
    monotonicMs: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
  await pauseUntilNext({ clock, signal: new AbortController().signal, untilMs, isLate, deliver: () => Promise.resolve(tries.push(nowMs / MINUTE) <= failures) });
  return { tries, endedMs: nowMs };
}

test('where nothing waits to be delivered, nothing is tried until the next run', async () => {
  expect(await pause(24 * HOUR, false, 0)).toEqual({ tries: [], endedMs: 24 * HOUR });
});

test('what waits is tried at growing distances until it has arrived', async () => {
  expect(await pause(24 * HOUR, true, 3)).toEqual({ tries: [1, 3, 7, 15], endedMs: 24 * HOUR });
});

test('a receiver that stays away is asked every hour', async () => {
  const { tries } = await pause(6 * HOUR, true, 100);
  expect(tries).toEqual([1, 3, 7, 15, 31, 63, 123, 183, 243, 303]);
});

test('with a short interval the next run is the next try', async () => {
  expect(await pause(30_000, true, 100)).toEqual({ tries: [], endedMs: 30_000 });
});

test('a monitor that is stopped does not wait any longer', async () => {
  const stop = new AbortController();
  const clock: Pause['clock'] = { monotonicMs: () => 0, sleep: (_, signal) => new Promise((__, reject) => { signal?.addEventListener('abort', () => reject(new Error('stopped'))); }) };
  const waiting = pauseUntilNext({ clock, signal: stop.signal, untilMs: HOUR, isLate: false, deliver: () => Promise.resolve(false) });
  stop.abort();
  await expect(waiting).rejects.toThrow('stopped');
});
