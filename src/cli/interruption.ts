import { Interrupted, listenForInterrupts, type Interrupts } from '../platform/processes/interrupts.js';

/** Runs `work` with signals that abort on Ctrl-C or SIGTERM, so that children end and what was begun is cleaned up. */
export async function untilInterrupted<T>(work: (interrupts: Interrupts) => Promise<T>): Promise<T> {
  const interrupts = listenForInterrupts();
  try {
    const result = await work(interrupts);
    interrupts.signal.throwIfAborted();
    return result;
  } catch (error) {
    // Work that knows what an interruption has left tells it.
    if (error instanceof Interrupted && error.outcome !== null) throw error;
    // Whatever a step made of being stopped, the user stopped it.
    interrupts.signal.throwIfAborted();
    throw error;
  } finally {
    interrupts.release();
  }
}
