import { dirname, join } from 'node:path';
import type { PlannedInstall, PlannedPackage } from '../../core/journal.js';
import { parseRecord } from '../record.js';
import { entriesOf } from './earlier-versions.js';
import { isFolder } from './presence.js';

// While pip uninstalls, it renames each folder to a `~` and the rest of its name, with other signs in front where that is taken
// (AdjacentTempDirectory), and removes it when the new version is there.
const STASH = /^~[-~.=%0-9]*/;

const isStashOf = (entry: string, name: string): boolean => {
  const lead = STASH.exec(entry)?.[0];
  // The lead may reach into the name itself, where that goes on with one of these signs.
  return lead !== undefined && entry.length === name.length && Array.from(lead, (_, index) => index + 1).some((at) => entry.slice(at) === name.slice(at));
};

/** Names at the top of site-packages that a package has, or had. */
export function topNames({ before, absent }: PlannedPackage, place: string): readonly string[] {
  const listed = before.filter(({ folder }) => dirname(folder) === place).flatMap(({ folder, record }) => [folder.slice(place.length + 1), ...parseRecord(record ?? '').map(([path]) => path.split('/')[0] ?? '')]);
  const coming = absent.filter((path) => path.startsWith(place)).map((path) => path.slice(place.length + 1).split(/[\\/]/)[0] ?? '');
  return [...new Set([...listed, ...coming])].filter((name) => name !== '' && name !== '..' && name !== '__pycache__');
}

/** What is wanted in a folder and in those inside; what is itself wanted is not looked into. */
function below(folder: string, isWanted: (entry: string, path: string) => boolean): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry);
    if (isWanted(entry, path)) return [path];
    return isFolder(path) ? below(path, isWanted) : [];
  });
}

// Python writes byte code under a name with a number behind it, and renames it when it is whole (importlib, _write_atomic).
const UNFINISHED_CACHE = /\.pyc\.\d+$/;

/** Of a module that is a single file: it shares the folder of its byte code with all its neighbours. */
function unfinishedBeside(place: string, fileName: string): readonly string[] {
  const shared = join(place, '__pycache__');
  const lead = fileName.slice(0, -'py'.length);
  return entriesOf(shared).filter((entry) => entry.startsWith(lead) && UNFINISHED_CACHE.test(entry)).map((entry) => join(shared, entry));
}

/** Byte code of a package that was not written to its end. Nobody reads it, so it is no reason for a repair, but nobody would ever remove it either. */
export function unfinishedCaches(planned: PlannedPackage, { places }: Pick<PlannedInstall, 'places'>): readonly string[] {
  return places.flatMap((place) => topNames(planned, place).flatMap((name) => (name.endsWith('.py') ? unfinishedBeside(place, name) : below(join(place, name), (entry) => UNFINISHED_CACHE.test(entry)))));
}

/** The folders that an interrupted uninstall of a package has left beside, or inside, those of the package. */
export function leftovers(planned: PlannedPackage, { places }: Pick<PlannedInstall, 'places'>): readonly string[] {
  return places.flatMap((place) => {
    const names = topNames(planned, place);
    const beside = entriesOf(place).filter((entry) => names.some((name) => isStashOf(entry, name)));
    return [...beside.map((entry) => join(place, entry)), ...names.flatMap((name) => below(join(place, name), (entry, path) => STASH.test(entry) && isFolder(path)))];
  });
}
