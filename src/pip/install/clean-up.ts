import { dirname, isAbsolute, resolve } from 'node:path';
import type { EarlierVersion, PlannedInstall, PlannedPackage } from '../../core/journal.js';
import { removeTree } from '../../platform/files.js';
import { parseRecord } from '../record.js';
import { infoFolders } from './earlier-versions.js';
import { isComplete, isListed } from './install-state.js';
import { leftovers, unfinishedCaches } from './leftovers.js';
import { inside } from './scheme.js';

/** Files of earlier versions that pip cannot uninstall any more, since their list went before them. */
const filesOf = ({ folder, record }: EarlierVersion): readonly string[] => parseRecord(record ?? '').map(([row]) => (isAbsolute(row) ? row : resolve(dirname(folder), row)));

// A list of files may name anything; only what lies in the environment is ours to remove.
const isWithin = (path: string, { places, prefix }: PlannedInstall): boolean => [...places, prefix].some((folder) => inside(folder, path) !== null);

/** pip moves nothing over what is in the folder of --target, so what it has moved must go. */
const movedBefore = ({ absent }: PlannedPackage, { options }: PlannedInstall): readonly string[] => ('target' in options ? absent : []);

/** What a broken-off install has left of one package and a new install would not replace. */
async function debris(planned: PlannedPackage, install: PlannedInstall): Promise<readonly string[]> {
  const stashes = [...leftovers(planned, install), ...unfinishedCaches(planned, install)];
  if (await isComplete(planned, install)) return stashes;
  const listed: string[] = [];
  const unlisted: EarlierVersion[] = [];
  for (const earlier of planned.before) {
    if (await isListed(earlier)) listed.push(earlier.folder);
    else unlisted.push(earlier);
  }
  const unfinished = infoFolders(planned.name, install.places).filter((folder) => folder.endsWith('.dist-info') && !listed.includes(folder));
  return [...stashes, ...unlisted.flatMap(filesOf), ...unfinished, ...movedBefore(planned, install)];
}

/** Removes what an interrupted pip has left half-way, so that the planned versions can be installed as if it had never begun. */
export async function cleanUp(install: PlannedInstall): Promise<void> {
  for (const planned of install.packages) {
    for (const path of await debris(planned, install)) if (isWithin(path, install)) await removeTree(path);
  }
}
