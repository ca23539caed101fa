import { listenForInterrupts } from '../platform/interrupts.js';

/** Runs `work` with a signal that aborts on Ctrl-C or SIGTERM, so that children end and what was begun is cleaned up. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, release } = listenForInterrupts(() => undefined);
  try {
    const result = await work(signal);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    // Whatever a step made of being stopped, the user stopped it.
    signal.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}
