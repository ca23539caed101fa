import { setTimeout as delay } from 'node:timers/promises';

/** Time, as everybody but this folder gets it; tests pass one that they set themselves. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). May jump: for dates only. */
  readonly nowMs: () => number;
  /** Milliseconds from an arbitrary start. Never goes back: for durations. */
  readonly monotonicMs: () => number;
  /** Rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await delay(ms, undefined, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause;
  }
}

export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now(), sleep };

/** Starts a stopwatch; the returned function tells the milliseconds since then. */
export function stopwatch(clock: Pick<Clock, 'monotonicMs'>): () => number {
  const start = clock.monotonicMs();
  return () => clock.monotonicMs() - start;
}
