import { parentPort } from 'node:worker_threads';

/** The other side of `startWorker`: does each task that comes, and answers with what it gave, as plain data. */
export function serveTasks(work: (task: unknown) => Promise<unknown>): void {
  const port = parentPort;
  if (port === null) throw new Error('this module is for a worker thread');
  port.on('message', (task: unknown) => {
    void work(task).then(
      (value) => port.postMessage({ value }),
      (cause: unknown) => port.postMessage({ error: cause instanceof Error ? cause.message : String(cause) }),
    );
  });
}
