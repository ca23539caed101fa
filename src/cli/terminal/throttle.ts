import type { Clock } from '../../platform/clock.js';

/** Runs one action often enough, but not more often than every so many milliseconds. */
export interface Throttle {
  /** Runs the action now, or as soon as the pause since its last run is over. */
  readonly soon: () => void;
  /** Forgets a run that is still to come. */
  readonly stop: () => void;
}

/** A throttle that always ends with the newest state: a call during the pause is made up for when the pause is over. */
export function createThrottle(pauseMs: number, clock: Pick<Clock, 'monotonicMs'>, action: () => void): Throttle {
  let lastMs = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  const run = (): void => {
    timer = null;
    lastMs = clock.monotonicMs();
    action();
  };
  return {
    soon: () => {
      if (timer !== null) return;
      const leftMs = pauseMs - (clock.monotonicMs() - lastMs);
      // A run that is due must not keep a finished process alive.
      if (leftMs > 0) timer = setTimeout(run, leftMs).unref();
      else run();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
