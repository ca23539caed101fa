/**
 * Why a run was given up: the reason of the abort signal, so that whoever awaits anything gets it thrown. Exit code 130, whatever the signal.
 * `outcome` tells in words what is left, where that is not simply nothing.
 */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(
    readonly by: NodeJS.Signals,
    readonly outcome: string | null = null,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`interrupted by ${by}`, options);
  }
}

export interface Interrupts {
  /** Aborted with `Interrupted` at the first signal; everything that takes time gets it passed. */
  readonly signal: AbortSignal;
  /** Aborted with `Interrupted` at the second one: for the work that the first does not stop, since half of it is worse than all. */
  readonly insistent: AbortSignal;
  readonly release: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// A program in between (npm, make) passes on what the terminal has sent to all of them: one press, two signals.
const SAME_PRESS_MS = 300;

/** Turns the first Ctrl-C (or SIGTERM, or a closed terminal) into an abort, so that stages and locks are cleaned on the way out; exiting stays with bin. */
export function listenForInterrupts(): Interrupts {
  const [first, second] = [new AbortController(), new AbortController()];
  let firstAt = 0;
  const listener = (by: NodeJS.Signals): void => {
    if (!first.signal.aborted) {
      firstAt = performance.now();
      first.abort(new Interrupted(by));
    } else if (performance.now() - firstAt > SAME_PRESS_MS) second.abort(new Interrupted(by));
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return { signal: first.signal, insistent: second.signal, release: () => { for (const signal of SIGNALS) process.removeListener(signal, listener); } };
}
