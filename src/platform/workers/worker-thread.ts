import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

// Node's own choice is 48 MB for each thread, and no faster (measured with two threads over 100 wheels).
const YOUNG_MEGABYTES = 16;
// Machine code (a parser, a digest) cannot be interrupted: its thread ends when it returns, and nobody waits for that.
const GRACE_MS = 1_000;

/** What became of a task that a worker was given. */
export type WorkerOutcome =
  | { readonly kind: 'done'; readonly value: unknown }
  /** The task threw; the worker is well. */
  | { readonly kind: 'failed'; readonly message: string }
  /** It took longer than its guard, and its worker was ended. */
  | { readonly kind: 'hung'; readonly afterMs: number }
  /** Its worker died: out of memory, or an error that nobody caught. */
  | { readonly kind: 'crashed'; readonly reason: string };

export interface WorkerOptions {
  /** Path of the module that calls `serveTasks`. */
  readonly entry: string;
  /** Ceiling of the heap of one worker. */
  readonly heapMegabytes: number;
}

/** A thread that does one task at a time. It loads its module while whoever made it goes on. */
export class WorkerThread {
  readonly #worker: Worker;
  #answer: (outcome: WorkerOutcome) => void = () => undefined;
  #death: WorkerOutcome | null = null;

  constructor({ entry, heapMegabytes }: WorkerOptions) {
    this.#worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }, execArgv: [] });
    this.#worker.on('message', (message: unknown) => this.#answer(outcomeOf(message)));
    this.#worker.on('messageerror', (error) => this.#die(error.message));
    this.#worker.on('error', (error: unknown) => this.#die(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (code) => this.#die(`the thread ended with code ${code}`));
  }

  /** Never rejects. After `hung` and `crashed` the thread is gone. */
  async ask(task: unknown, guardMs: number): Promise<WorkerOutcome> {
    if (this.#death !== null) return this.#death;
    let guard: NodeJS.Timeout | null = null;
    const outcome = await new Promise<WorkerOutcome>((resolve) => {
      this.#answer = resolve;
      guard = setTimeout(() => resolve({ kind: 'hung', afterMs: guardMs }), guardMs);
      this.#worker.postMessage(task);
    });
    if (guard !== null) clearTimeout(guard);
    if (outcome.kind === 'hung' || outcome.kind === 'crashed') await this.end();
    return outcome;
  }

  /** Stops it, whatever it is doing; waits a second at most. */
  async end(): Promise<void> {
    this.#worker.unref();
    await Promise.race([this.#worker.terminate(), sleep(GRACE_MS, undefined, { ref: false })]);
  }

  #die(reason: string): void {
    this.#death ??= { kind: 'crashed', reason };
    this.#answer(this.#death);
  }
}

function outcomeOf(message: unknown): WorkerOutcome {
  if (typeof message === 'object' && message !== null) {
    if ('value' in message) return { kind: 'done', value: message.value };
    if ('error' in message) return { kind: 'failed', message: String(message.error) };
  }
  return { kind: 'crashed', reason: 'the thread said something unknown' };
}
