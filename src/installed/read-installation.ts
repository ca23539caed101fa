import { join } from 'node:path';
import { condaRecords } from './conda-records.js';
import type { Installation } from './installation.js';
import type { Unreadable } from './library-files.js';
import { readLibrary, type InstalledPackage, type Library } from './read-library.js';

export interface InstalledLibraries {
  readonly libraries: readonly Library[];
  /** Records of conda, by their full paths. */
  readonly unreadable: readonly Unreadable[];
}

// Packages of conda mostly hold the direct_url.json of the folder that they were built in, on somebody else's machine. It names no editable install.
function fromChannel(each: InstalledPackage, folder: string, known: ReadonlySet<string>): InstalledPackage {
  const { distribution } = each;
  if (distribution === null || distribution.editable !== null || !known.has(join(folder, distribution.info))) return each;
  return { ...each, distribution: { ...distribution, isFromIndex: true } };
}

/** Everything that is installed for an interpreter, in the order in which Python looks. */
export function readInstallation({ prefix, libraries }: Pick<Installation, 'prefix' | 'libraries'>): InstalledLibraries {
  const conda = condaRecords(prefix);
  const read = libraries.map(readLibrary).map((library) => ({ ...library, packages: library.packages.map((each) => fromChannel(each, library.folder, conda.public)) }));
  return { libraries: read, unreadable: conda.unreadable };
}
