/** Ends a transfer that stands still or drips: a server that sends a byte a second must not hold up a run for hours. */
export interface SpeedWatch {
  readonly signal: AbortSignal;
  readonly count: (bytes: number) => void;
  readonly stop: () => void;
}

/** Aborts after any `patienceMs` that brought less than a byte for each millisecond. */
export function watchSpeed(patienceMs: number): SpeedWatch {
  const abort = new AbortController();
  let bytes = 0;
  const timer = setInterval(() => {
    if (bytes < patienceMs) abort.abort(Object.assign(new Error('too slow'), { code: 'DEPSEC_TOO_SLOW' }));
    bytes = 0;
  }, patienceMs);
  return {
    signal: abort.signal,
    count: (received) => { bytes += received; },
    stop: () => clearInterval(timer),
  };
}
