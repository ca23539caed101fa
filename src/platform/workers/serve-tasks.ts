import { parentPort, workerData } from 'node:worker_threads';
import { systemCode } from '../files/disk-error.js';

const PULSE_MS = 1_000;

/** What asks a thread to end by itself. */
export const STOP = { stop: true } as const;

const isStop = (message: unknown): boolean => typeof message === 'object' && message !== null && 'stop' in message;

/** What a thread is told by that it should come to an end, even in the middle of a step: its only entry is 1 then. */
export type StopFlag = Int32Array;

const flag: unknown = workerData;

/** True once this thread has been asked to end. */
export const isStopped = (): boolean => flag instanceof Int32Array && Atomics.load(flag, 0) === 1;

/** The other side of `startWorker`: does each task that comes, and answers with what it gave, as plain data. */
export function serveTasks(work: (task: unknown) => Promise<unknown>): void {
  const port = parentPort;
  if (port === null) throw new Error('this module is for a worker thread');
  port.on('message', (task: unknown) => {
    // Comes through between two steps of the work, when no machine code runs: ending a thread inside of some can take the whole process with it.
    if (isStop(task)) process.exit();
    // Comes through whenever the work lets others have their turn, and so tells that it goes on, however slowly.
    const pulse = setInterval(() => port.postMessage({ isAlive: true }), PULSE_MS);
    void work(task).finally(() => clearInterval(pulse)).then(
      (value) => port.postMessage({ value }),
      (cause: unknown) => port.postMessage({ error: cause instanceof Error ? cause.message : String(cause), code: systemCode(cause) || systemCode(cause instanceof Error ? cause.cause : null) }),
    );
  });
}
