import { readFile } from 'node:fs/promises';
import type { Sha256 } from '../core/artifact.js';
import { isSha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import type { ProcessMark } from '../core/journal.js';
import { readSchemes, type Scheme } from './install/scheme.js';
import type { PipOutcome } from './pip-process.js';
import type { PipJob, WaitingPip } from './waiting-pip.js';

/** What data/python/one_pass.py is told first. */
export interface OnePassJob extends PipJob {
  /** Private, for its copies of the wheels. */
  readonly folder: string;
  /** The file it writes: where pip put each wheel. */
  readonly schemes: string;
  /** Whether modules may be compiled for where this interpreter's packages usually go. */
  readonly compile: boolean;
}

/** What pip is about to install: SHA-256 of the copies that it installs from, by file name. */
export type HandedIn = ReadonlyMap<string, Sha256>;

/** A real install under way, which waits before it changes anything. */
export interface OnePass {
  /** Null when pip has ended before it came to install anything. Rejects as `WaitingPip.ended` does. */
  readonly handedIn: Promise<HandedIn | null>;
  /** Lets pip install, and waits for its end. `mark`: where it leaves its process id, for a run that installs something. */
  readonly letInstall: (leave: { readonly mark?: string; readonly runner?: ProcessMark }) => Promise<PipOutcome>;
  /** Where pip put each wheel, by file name, once it has ended. */
  readonly schemes: () => Promise<ReadonlyMap<string, Scheme>>;
  readonly outcome: Promise<PipOutcome>;
}

const READY = 'depsec-ready: ';

function handedIn(json: string): HandedIn {
  const parsed: unknown = JSON.parse(json);
  return new Map(Object.entries(parsed ?? {}).map(([fileName, sha256]: [string, unknown]) => {
    if (typeof sha256 !== 'string' || !isSha256(sha256)) throw new ToolError('stage-failed', `pip did not tell what it would install of ${fileName}`);
    return [fileName, sha256] as const;
  }));
}

/** Tells an interpreter that waits in data/python/one_pass.py what to install. It installs nothing before `letInstall`. */
export function startOnePass(pip: WaitingPip, job: OnePassJob, onText: (text: string) => unknown): OnePass {
  const ready = new Promise<HandedIn | null>((resolve, reject) => {
    pip.hear((text) => {
      if (!text.startsWith(READY)) return onText(text);
      try {
        resolve(handedIn(text.slice(READY.length)));
      } catch (error) {
        reject(error instanceof Error ? error : new TypeError(String(error)));
      }
      return undefined;
    });
    pip.ended.then(() => resolve(null), reject);
  });
  // Whoever waits is told.
  void Promise.allSettled([ready]);
  pip.tell(job);
  return {
    handedIn: ready,
    outcome: pip.ended,
    async letInstall(leave) {
      pip.tell(leave);
      return await pip.ended;
    },
    schemes: async () => readSchemes(await readFile(job.schemes, 'utf8')),
  };
}
