import { sdistFileName, wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { ArchiveAnalysis } from '../../core/archive-analysis.js';
import type { Staged } from '../../core/artifact.js';
import { untrusted } from '../../core/untrusted.js';
import { diskError } from '../../platform/files/disk-error.js';
import { WorkerPool } from '../../platform/workers/worker-pool.js';
import type { WorkerOutcome } from '../../platform/workers/worker-thread.js';
import { isArchiveAnalysis } from '../judge/kept-analysis.js';
import { onSealed } from './on-sealed.js';
import { turnstile } from './turnstile.js';
import type { AnalysisTask } from './analysis-task.js';

const HEAP_MEGABYTES = 768;
const GUARD = { baseMs: 60_000, perMegabyteMs: 2_000 } as const;

/** An analysis, and whether it came to its end: only then the same bytes always give the same, and it may be kept. */
export interface Analysed {
  readonly analysis: ArchiveAnalysis;
  readonly isComplete: boolean;
}

type Subject = Pick<Staged, 'path' | 'bytes' | 'sha256' | 'name' | 'version' | 'fileName' | 'shownAs' | 'subdirectory' | 'installed'>;

/** Tier 2 in threads that can be killed, so that no package can stop or crash depsec. */
export interface AnalysisWorkers {
  /** Once for the same bytes, however often it is asked. */
  readonly analyse: (artifact: Subject) => Promise<Analysed>;
  /** Starts a thread ahead of the first analysis. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
}

export interface AnalysisWorkersOptions {
  /** Path of the bundled worker. */
  readonly entry: string;
  readonly size: number;
  readonly signal: AbortSignal;
  /** Private to this run, for the copies that are read. */
  readonly folder: string;
  readonly heapMegabytes?: number;
  readonly guard?: { readonly baseMs: number; readonly perMegabyteMs: number };
}

/** Threads are started when the first artifact comes, unless they are warmed before. */
export function createAnalysisWorkers(options: AnalysisWorkersOptions): AnalysisWorkers {
  const pool = new WorkerPool({ heapMegabytes: HEAP_MEGABYTES, ...options });
  const begun = new Map<string, Promise<Analysed>>();
  // Twice as many as there are threads, so that the next ones' bytes are copied while they all work, also where two end at once.
  const inTurn = turnstile(options.size * 2);
  const analyse = (artifact: Subject): Promise<Analysed> => {
    const key = `${artifact.sha256} ${artifact.subdirectory ?? ''}`;
    const begin = (): Promise<Analysed> => inTurn(() => onSealed(artifact, options.folder, (path) => analyseIn(pool, { ...artifact, path }, options.guard ?? GUARD)), artifact.bytes);
    const analysis = begun.get(key) ?? begin();
    begun.set(key, analysis);
    return analysis;
  };
  return { analyse, warm: () => pool.warm(), close: () => pool.close() };
}

// What hangs on a busy machine, or dies of what was there before it, gets one more try with the machine to itself.
async function analyseIn(pool: WorkerPool, { path, bytes, name, version, fileName, subdirectory = '', installed }: Subject, guard: NonNullable<AnalysisWorkersOptions['guard']>): Promise<Analysed> {
  const task: AnalysisTask = { path, fileName, bytes, name, version, subdirectory, ...(installed === undefined ? {} : { installed }) };
  const guardMs = guard.baseMs + Math.ceil(bytes / 1_000_000) * guard.perMegabyteMs;
  const first = await pool.run(task, { guardMs });
  const last = first.kind === 'hung' || first.kind === 'crashed' ? await pool.run(task, { guardMs, alone: true }) : first;
  return analysed(fileName, last);
}

function analysed(fileName: string, outcome: WorkerOutcome): Analysed {
  if (outcome.kind === 'failed') throw diskError(Object.assign(new Error(outcome.message), { code: outcome.code }), 'read', fileName);
  if (outcome.kind === 'done') {
    if (!isArchiveAnalysis(outcome.value)) throw new TypeError(`the analysis of ${fileName} gave something else`);
    return { analysis: outcome.value, isComplete: true };
  }
  const why = outcome.kind === 'hung' ? `its analysis was given up twice, after ${outcome.afterMs / 1000} seconds each` : `its analysis broke down twice: ${outcome.reason}`;
  return { analysis: nothingSeen(fileName, why), isComplete: false };
}

// Nobody knows what such an archive holds: only its name can tell what it is.
function nothingSeen(fileName: string, why: string): ArchiveAnalysis {
  const gap = { kind: 'runs', what: untrusted(fileName), why: untrusted(why) } as const;
  return { kind: kindByName(fileName), name: null, version: null, findings: [], gaps: [gap] };
}

function kindByName(fileName: string): ArchiveAnalysis['kind'] {
  if (wheelFileName(fileName) !== null) return 'wheel';
  return sdistFileName(fileName) === null ? 'archive' : 'sdist';
}
