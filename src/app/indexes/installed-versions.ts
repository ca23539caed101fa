import { readdir } from 'node:fs/promises';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { systemCode } from '../../platform/files/disk-error.js';

const INFO = /^(.+?)-([^-]+)\.dist-info$/;

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // A place that is not there, or that is not ours to look into, holds nothing that could be replaced.
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(systemCode(error))) return [];
    throw error;
  }
}

/** The versions of projects in an environment, by the names of their dist-info folders; the first folder counts. Nothing is opened or run. */
export async function installedVersions(folders: readonly string[]): Promise<ReadonlyMap<PackageName, string>> {
  const versions = new Map<PackageName, string>();
  for (const entry of (await Promise.all(folders.map(entriesOf))).flat()) {
    const [, name = '', version = ''] = INFO.exec(entry) ?? [];
    const project = isPackageName(name) ? parsePackageName(name) : null;
    if (project !== null && !versions.has(project)) versions.set(project, version);
  }
  return versions;
}
