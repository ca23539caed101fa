import { constants } from 'node:fs';
import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { ProcessMark } from '../core/journal.js';
import { systemClock, type Clock } from '../platform/clock.js';
import { systemCode } from '../platform/files/disk-error.js';
import { isAlive, ownMark } from '../platform/processes/process-mark.js';

export interface LockOptions {
  /** A lock older than this was left by a killed process of which nothing else is known, such as one of another machine. */
  readonly staleMs: number;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

const LONGEST_MARK = 1_000;
// The mark is written right after the file is made: what is empty for longer was left by a process that was killed in between. Less than those wait who try again.
const UNMARKED_MS = 5_000;

interface Holder extends ProcessMark {
  readonly host: string;
}

// Where the disk takes no more, a lock without a mark is a lock all the same.
async function writeMark(file: FileHandle): Promise<void> {
  const holder: Holder = { ...ownMark(), host: hostname() };
  await file.write(JSON.stringify(holder)).catch((cause: unknown) => {
    if (systemCode(cause) === '') throw cause;
  });
}

async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      await writeMark(file);
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Null for what no process of this machine has written. */
function holderIn(text: string): Holder | null {
  const [, pid, start, host] = /^\{"pid":(\d+),"start":(?:null|"(\d+)"),"host":("[^"]*")\}$/.exec(text) ?? [];
  return host === JSON.stringify(hostname()) ? { pid: Number(pid), start: start ?? null, host: hostname() } : null;
}

async function isStale(path: string, { staleMs, clock = systemClock }: LockOptions): Promise<boolean> {
  try {
    const stats = await stat(path);
    if (clock.nowMs() - stats.mtimeMs > (stats.isFile() && stats.size === 0 ? Math.min(UNMARKED_MS, staleMs) : staleMs)) return true;
    // Somebody else may have put a pipe there, from which nothing ever comes, or a file without end.
    if (!stats.isFile() || stats.size > LONGEST_MARK) return false;
    const holder = holderIn(await readFile(path, 'utf8'));
    return holder !== null && !isAlive(holder);
  } catch (cause) {
    // Released meanwhile: whoever wants it may try again.
    if (systemCode(cause) === 'ENOENT') return false;
    throw cause;
  }
}

/**
 * Runs `work` if nobody else holds the lock file, and tells whether it ran; never waits. The lock of a process that has died counts for nothing. Only for work that two processes may in the
 * rarest case do at once without harm: breaking a stale lock cannot be made exact with files.
 */
export async function ifUnlocked(path: string, options: LockOptions, work: () => Promise<void>): Promise<boolean> {
  if (await isStale(path, options)) await rm(path, { force: true });
  if (!(await create(path))) return false;
  try {
    await work();
  } finally {
    await rm(path, { force: true });
  }
  return true;
}
