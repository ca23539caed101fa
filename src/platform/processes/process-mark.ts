import { readFileSync } from 'node:fs';
import type { ProcessMark } from '../../core/journal.js';
import { systemCode } from '../files/disk-error.js';

/** Field 22 of /proc/PID/stat (proc(5)); the program's name before it may hold blanks and brackets. */
function startOf(pid: number): { readonly start: string | null; readonly isZombie: boolean } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ') ?? [];
    return { start: fields[19] ?? null, isZombie: fields[0] === 'Z' };
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return { start: null, isZombie: false };
  }
}

/** This process, so that another one can tell whether it still lives. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, start: startOf(process.pid).start };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it lives, but is somebody else's.
    return systemCode(cause) === 'EPERM';
  }
}

/** True while the very process that left the mark lives. Where the system tells no start, a process of that number counts as it. */
export function isAlive({ pid, start }: ProcessMark): boolean {
  if (!exists(pid)) return false;
  const now = startOf(pid);
  return !now.isZombie && (start === null || now.start === null || now.start === start);
}
