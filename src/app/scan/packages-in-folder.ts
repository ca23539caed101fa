import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { namesPackage } from '../../archive/project/distribution-file-name.js';

/** What a folder holds: packages by their file names, and whether there is anything besides. */
export interface FolderContents {
  /** Paths below the folder, with slashes, sorted. */
  readonly packages: readonly string[];
  readonly holdsMore: boolean;
}

// Behind a link may lie a package all the same: a folder of wheels is often made of links into another.
async function isFile(path: string): Promise<boolean> {
  const [found] = await Promise.allSettled([stat(path)]);
  return found.status === 'fulfilled' && found.value.isFile();
}

/** The wheels and source packages that lie in a folder or below it. Rejects with the system's error for a folder that cannot be read. */
export async function packagesIn(folder: string): Promise<FolderContents> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => !entry.isDirectory());
  const named = entries.filter(({ name }) => namesPackage(name)).map(({ parentPath, name }) => join(parentPath, name));
  const packages: string[] = [];
  for (const path of named) if (await isFile(path)) packages.push(relative(folder, path).split(sep).join('/'));
  return { packages: packages.toSorted(), holdsMore: packages.length < entries.length };
}
