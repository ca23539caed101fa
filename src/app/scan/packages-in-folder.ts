import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { endsAsPackage, namesPackage } from '../../archive/project/distribution-file-name.js';
import { holdsProject } from '../../archive/project/holds-project.js';

/** What a folder holds: packages by their file names or by what is in them, and whether there is anything besides. */
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

// An index names its files as the formats want it. What was renamed since is the same package to whoever unpacks it.
const isPackage = async (path: string, name: string): Promise<boolean> => (await isFile(path)) && (namesPackage(name) || (await holdsProject(path)));

/** True for a folder that holds no file, nor any folder that does; one that cannot be read is not known to be empty. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  const [listed] = await Promise.allSettled([readdir(folder, { withFileTypes: true })]);
  if (listed.status === 'rejected') return false;
  for (const entry of listed.value) if (!entry.isDirectory() || !(await isEmptyFolder(join(folder, entry.name)))) return false;
  return true;
}

/** The wheels and source packages that lie in a folder or below it. Rejects with the system's error for a folder that cannot be read. */
export async function packagesIn(folder: string): Promise<FolderContents> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => !entry.isDirectory());
  const packages: string[] = [];
  for (const { parentPath, name } of entries.filter((entry) => endsAsPackage(entry.name))) {
    const path = join(parentPath, name);
    if (await isPackage(path, name)) packages.push(relative(folder, path).split(sep).join('/'));
  }
  return { packages: packages.toSorted(), holdsMore: packages.length < entries.length };
}
