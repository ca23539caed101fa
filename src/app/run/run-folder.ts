import { existsSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder, removeTree } from '../../platform/files.js';

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
async function removeLeftovers(runs: string): Promise<void> {
  const entries = existsSync(runs) ? await readdir(runs) : [];
  const dead = entries.filter((entry) => /^\d+-/.test(entry) && !isAlive(Number.parseInt(entry, 10)));
  await Promise.all(dead.map((entry) => removeTree(join(runs, entry))));
}

/** A new private folder for one run, on the volume of the file cache so that files can be linked into it. */
export async function makeRunFolder(home: string): Promise<string> {
  const runs = join(home, 'runs');
  await makePrivateFolder(runs);
  await removeLeftovers(runs);
  return await mkdtemp(join(runs, `${process.pid}-`));
}
