import type { Clock } from '../../platform/clock.js';

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

export interface Pause {
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
  readonly signal: AbortSignal;
  /** When the next run is due, by the clock's monotonic time. */
  readonly untilMs: number;
  /** Whether reports wait to be delivered. */
  readonly isLate: boolean;
  /** Tries to bring them; tells whether some still wait. */
  readonly deliver: () => Promise<boolean>;
}

/** Waits for the next run, and meanwhile brings what has not arrived, at growing distances: a minute, two, four, up to an hour. Rejects when the signal is aborted. */
export async function pauseUntilNext({ clock, signal, untilMs, isLate, deliver }: Pause): Promise<void> {
  let [isWaiting, retryMs] = [isLate, FIRST_RETRY_MS];
  for (let restMs = untilMs - clock.monotonicMs(); restMs > 0; restMs = untilMs - clock.monotonicMs()) {
    if (!isWaiting || retryMs >= restMs) {
      await clock.sleep(restMs, signal);
      continue;
    }
    await clock.sleep(retryMs, signal);
    isWaiting = await deliver();
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
}
