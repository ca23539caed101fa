/** Why a run was given up: the reason of the abort signal, so that whoever awaits anything gets it thrown. Exit code 130, whatever the signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(readonly by: NodeJS.Signals) {
    super(`interrupted by ${by}`);
  }
}

export interface Interrupts {
  /** Aborted with `Interrupted` at the first signal; everything that takes time gets it passed. */
  readonly signal: AbortSignal;
  readonly release: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns the first Ctrl-C (or SIGTERM, or a closed terminal) into an abort, so that stages and locks are cleaned on the way out.
 * `onSecond` is for somebody who will not wait for that; exiting stays with bin.
 */
export function listenForInterrupts(onSecond: (signal: NodeJS.Signals) => void): Interrupts {
  const abort = new AbortController();
  const listener = (signal: NodeJS.Signals): void => {
    if (abort.signal.aborted) onSecond(signal);
    else abort.abort(new Interrupted(signal));
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return { signal: abort.signal, release: () => { for (const signal of SIGNALS) process.removeListener(signal, listener); } };
}
