import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from '../../platform/files/private-folder.js';

/** Where the folders of all runs are. */
export const runsFolder = (home: string): string => join(home, 'runs');

/** A new private folder for one run, on the volume of the file cache so that files can be linked into it. It carries the process id. */
export async function newRunFolder(home: string): Promise<string> {
  const runs = runsFolder(home);
  await makePrivateFolder(runs);
  return await mkdtemp(join(runs, `${process.pid}-`));
}

/** Where the interpreters of a run are started: an empty folder of its own. */
export const pipFolder = (runFolder: string): string => join(runFolder, 'cwd');
