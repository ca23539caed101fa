import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { systemClock, type Clock } from '../platform/clock.js';
import { systemCode } from '../platform/files/disk-error.js';

export interface LockOptions {
  /** A lock older than this was left by a killed process. */
  readonly staleMs: number;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

async function create(path: string): Promise<boolean> {
  try {
    await (await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)).close();
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

async function isStale(path: string, { staleMs, clock = systemClock }: LockOptions): Promise<boolean> {
  try {
    return clock.nowMs() - (await stat(path)).mtimeMs > staleMs;
  } catch (cause) {
    // Released meanwhile: whoever wants it may try again.
    if (systemCode(cause) === 'ENOENT') return false;
    throw cause;
  }
}

/**
 * Runs `work` if nobody else holds the lock file, and tells whether it ran; never waits. Only for work that two processes may in the
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
