import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { presentOr } from '../../platform/files/disk-error.js';
import { removeTree } from '../../platform/files.js';
import { runsFolder } from './run-folder.js';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes what runs that were killed left behind; their folders carry their process ids. */
export async function removeDeadRuns(home: string): Promise<void> {
  const runs = runsFolder(home);
  // A store that serves this run only may have none: the folder of the run can lie in the one that failed after it was made.
  const entries = await presentOr(readdir(runs), []);
  const dead = entries.filter((entry) => /^\d+-/.test(entry) && !isAlive(Number.parseInt(entry, 10)));
  await Promise.all(dead.map((entry) => removeTree(join(runs, entry))));
}
