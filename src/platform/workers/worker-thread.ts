import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { STOP, type StopFlag } from './serve-tasks.js';

// Node's own choice as well; with 16 MB two threads took a tenth more time of the processor over 160 wheels.
const YOUNG_MEGABYTES = 48;
// Machine code (a parser, a digest) cannot be interrupted, and a thread that is ended by force in it can take the whole process with it: so it is asked first.
const GRACE_MS = 1_000;
// On a busy machine work that goes on can take long; work that comes to no end is none.
const MOST_GUARDS = 5;

/** What became of a task that a worker was given. */
export type WorkerOutcome =
  | { readonly kind: 'done'; readonly value: unknown }
  /** The task threw; the worker is well. */
  | { readonly kind: 'failed'; readonly message: string; /** The system's, such as EIO; '' for errors of any other origin. */ readonly code: string }
  /** It gave no sign of life for as long as its guard, or went on for many times as long, and its worker was ended. */
  | { readonly kind: 'hung'; readonly afterMs: number }
  /** Its worker died: out of memory, or an error that nobody caught. */
  | { readonly kind: 'crashed'; readonly reason: string };

export interface WorkerOptions {
  /** Path of the module that calls `serveTasks`. */
  readonly entry: string;
  /** Ceiling of the heap of one worker. */
  readonly heapMegabytes: number;
}

/** A thread that does one task at a time. It loads its module while whoever made it goes on. Throws where the system gives none. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #stop: StopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #answer: (outcome: WorkerOutcome) => void = () => undefined;
  #onPulse: () => void = () => undefined;
  #death: WorkerOutcome | null = null;
  readonly #exit: Promise<unknown>;

  constructor({ entry, heapMegabytes }: WorkerOptions) {
    this.#worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }, execArgv: [], workerData: this.#stop });
    this.#worker.on('message', (message: unknown) => (isPulse(message) ? this.#onPulse() : this.#answer(outcomeOf(message))));
    this.#worker.on('messageerror', (error) => this.#die(error.message));
    this.#worker.on('error', (error: unknown) => this.#die(error instanceof Error ? error.message : String(error)));
    this.#exit = once(this.#worker, 'exit').catch((cause: unknown) => cause);
    this.#worker.on('exit', (code) => this.#die(`the thread ended with code ${code}`));
  }

  /** Never rejects. After `hung` and `crashed` the thread is gone. */
  async ask(task: unknown, guardMs: number): Promise<WorkerOutcome> {
    if (this.#death !== null) return this.#death;
    const timers: NodeJS.Timeout[] = [];
    const outcome = await new Promise<WorkerOutcome>((resolve) => {
      this.#answer = resolve;
      const guard = setTimeout(() => resolve({ kind: 'hung', afterMs: guardMs }), guardMs);
      const end = setTimeout(() => resolve({ kind: 'hung', afterMs: guardMs * MOST_GUARDS }), guardMs * MOST_GUARDS);
      timers.push(guard, end);
      this.#onPulse = () => void guard.refresh();
      this.#worker.postMessage(task);
    });
    this.#onPulse = () => undefined;
    for (const timer of timers) clearTimeout(timer);
    if (outcome.kind === 'hung' || outcome.kind === 'crashed') await this.end();
    return outcome;
  }

  /** Asks it to end and, when it does not listen, stops it, whatever it is doing; waits a second at most for each. */
  async end(): Promise<void> {
    if (this.#death === null) {
      Atomics.store(this.#stop, 0, 1);
      this.#worker.postMessage(STOP);
      await orSoon(this.#exit);
    }
    this.#worker.unref();
    await orSoon(this.#worker.terminate());
  }

  #die(reason: string): void {
    this.#death ??= { kind: 'crashed', reason };
    this.#answer(this.#death);
  }
}

/** Waits for something, a second at most. The timer keeps the process: with nothing else left to wait for, Node would end it in the middle. */
async function orSoon(event: Promise<unknown>): Promise<void> {
  const grace = new AbortController();
  await Promise.race([event, sleep(GRACE_MS, undefined, { signal: grace.signal }).catch((cause: unknown) => cause)]);
  grace.abort();
}

const isPulse = (message: unknown): boolean => typeof message === 'object' && message !== null && 'isAlive' in message;

function outcomeOf(message: unknown): WorkerOutcome {
  if (typeof message === 'object' && message !== null) {
    if ('value' in message) return { kind: 'done', value: message.value };
    if ('error' in message) return { kind: 'failed', message: String(message.error), code: 'code' in message ? String(message.code) : '' };
  }
  return { kind: 'crashed', reason: 'the thread said something unknown' };
}
