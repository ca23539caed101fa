import { WorkerThread, type WorkerOptions, type WorkerOutcome } from './worker-thread.js';

export interface PoolOptions extends WorkerOptions {
  /** How many threads at most. */
  readonly size: number;
  /** Ends all threads; whoever waits gets its reason. */
  readonly signal: AbortSignal;
}

interface Job {
  readonly task: unknown;
  readonly guardMs: number;
  readonly alone: boolean;
  readonly settle: (outcome: WorkerOutcome) => void;
}

const CLOSED: WorkerOutcome = { kind: 'crashed', reason: 'the threads were ended' };

/** Threads that start when they are needed and are used again. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #threads = new Set<WorkerThread>();
  readonly #idle: WorkerThread[] = [];
  readonly #waiting: Job[] = [];
  readonly #working = new Set<Job>();
  readonly #onAbort = (): void => void this.close();
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', this.#onAbort);
  }

  /** Starts a thread for the next task, unless there is one. */
  warm(): void {
    const thread = this.#isClosed || this.#threads.size > 0 ? null : this.#start();
    if (thread instanceof WorkerThread) this.#idle.push(thread);
  }

  /** Tasks are begun in the order of asking. `alone`: in a new thread, while no other works. Rejects only when the signal is aborted. */
  async run(task: unknown, { guardMs, alone = false }: { readonly guardMs: number; readonly alone?: boolean }): Promise<WorkerOutcome> {
    this.#options.signal.throwIfAborted();
    if (this.#isClosed) return CLOSED;
    const outcome = await new Promise<WorkerOutcome>((settle) => {
      this.#waiting.push({ task, guardMs, alone, settle });
      this.#beginWaiting();
    });
    this.#options.signal.throwIfAborted();
    return outcome;
  }

  /** Tasks that are not done come out as crashed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    for (const job of this.#waiting.splice(0)) job.settle(CLOSED);
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  /** A new thread, or what became of the task where the system gives none (too many threads, no memory). */
  #start(): WorkerThread | WorkerOutcome {
    try {
      const thread = new WorkerThread(this.#options);
      this.#threads.add(thread);
      return thread;
    } catch (cause) {
      return { kind: 'crashed', reason: `no thread could be started: ${cause instanceof Error ? cause.message : String(cause)}` };
    }
  }

  #beginWaiting(): void {
    for (let [job] = this.#waiting; job !== undefined && !this.#isClosed && this.#hasRoom(job); [job] = this.#waiting) {
      this.#waiting.shift();
      void this.#work(job);
    }
  }

  // A job that must be alone waits in its place until all others are done, and lets nobody pass.
  #hasRoom(job: Job): boolean {
    if (job.alone) return this.#working.size === 0;
    return this.#working.size < this.#options.size && ![...this.#working].some(({ alone }) => alone);
  }

  async #ask(thread: WorkerThread, { task, guardMs }: Job): Promise<WorkerOutcome> {
    const outcome = await thread.ask(task, guardMs);
    if (outcome.kind === 'done' || outcome.kind === 'failed') this.#idle.push(thread);
    else this.#threads.delete(thread);
    return outcome;
  }

  async #work(job: Job): Promise<void> {
    this.#working.add(job);
    const thread = job.alone ? this.#start() : (this.#idle.pop() ?? this.#start());
    const outcome = thread instanceof WorkerThread ? await this.#ask(thread, job) : thread;
    this.#working.delete(job);
    job.settle(outcome);
    this.#beginWaiting();
  }
}
