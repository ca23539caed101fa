import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { PlannedInstall, PlannedPackage } from '../../core/journal.js';
import { removeTree } from '../../platform/files.js';
import { parseRecord } from '../record.js';
import { infoFolders } from './earlier-versions.js';
import { isComplete } from './install-state.js';
import { leftovers } from './leftovers.js';
import { isThere } from './planned-packages.js';
import { inside } from './scheme.js';

const hasList = (folder: string): boolean => isThere(join(folder, 'RECORD'));

/** Files of an earlier version that nobody can uninstall any more, since its list has gone before them. */
function orphans({ before }: PlannedPackage): readonly string[] {
  return before.filter(({ folder }) => !hasList(folder)).flatMap(({ folder, record }) =>
    parseRecord(record ?? '').map(([row]) => (isAbsolute(row) ? row : resolve(dirname(folder), row))));
}

// A list of files may name anything; only what lies in the environment is ours to remove.
const isWithin = (path: string, { places, prefix }: PlannedInstall): boolean => [...places, prefix].some((folder) => inside(folder, path) !== null);

/** pip moves nothing over what is in the folder of --target, so what it has moved must go. */
const movedBefore = ({ absent }: PlannedPackage, { options }: PlannedInstall): readonly string[] => ('target' in options ? absent : []);

/** What a broken-off install has left of one package and a new install would not replace. */
async function debris(planned: PlannedPackage, install: PlannedInstall): Promise<readonly string[]> {
  const stashes = leftovers(planned, install);
  if (stashes.length === 0 && (await isComplete(planned, install))) return [];
  const withoutList = infoFolders(planned.name, install.places).filter((folder) => folder.endsWith('.dist-info') && !hasList(folder));
  return [...stashes, ...orphans(planned), ...withoutList, ...movedBefore(planned, install)];
}

/** Removes what an interrupted pip has left half-way, so that the planned versions can be installed as if it had never begun. */
export async function cleanUp(install: PlannedInstall): Promise<void> {
  for (const planned of install.packages) {
    for (const path of await debris(planned, install)) if (isWithin(path, install)) await removeTree(path);
  }
}
