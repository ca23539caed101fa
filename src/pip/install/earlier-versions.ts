import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EarlierVersion } from '../../core/journal.js';
import { diskError } from '../../platform/files/disk-error.js';
import { textOrNull } from './installed-record.js';
import { isAbsence } from './presence.js';

const normal = (text: string): string => text.toLowerCase().replace(/[-_.]+/g, '-');

const METADATA = /\.(?:dist|egg)-info$/;

/** What lies in a folder; nothing where there is none. */
export function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if (isAbsence(cause)) return [];
    throw diskError(cause, 'read', folder);
  }
}

/** True for a folder of metadata (`Name-1.0.dist-info`, `Name.egg-info`) of this project. */
export function isInfoOf(entry: string, name: string): boolean {
  return METADATA.test(entry) && normal(entry.replace(METADATA, '').split('-')[0] ?? '') === name;
}

/** Folders of metadata that belong to a project, in all these places. */
export function infoFolders(name: string, places: readonly string[]): readonly string[] {
  return places.flatMap((place) => entriesOf(place).filter((entry) => isInfoOf(entry, name)).map((entry) => join(place, entry)));
}

/** What is installed of a project, with its list of files: enough to see later whether it is still what it was. */
export function earlierVersions(name: string, places: readonly string[]): Promise<readonly EarlierVersion[]> {
  return Promise.all(infoFolders(name, places).map(async (folder) => ({ folder, record: await textOrNull(join(folder, 'RECORD')) })));
}

/** True for `Name-1.0.dist-info` of just this version, however the two spell it. */
export function isInfoOfVersion(folder: string, name: string, version: string): boolean {
  const entry = folder.split(/[\\/]/).at(-1) ?? '';
  return normal(entry.replace(METADATA, '')) === `${name}-${normal(version)}`;
}
