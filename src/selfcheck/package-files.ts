import { listFiles, type FoundFile } from './list-files.js';
import type { InstalledPackage } from './installed-packages.js';

/** The files of a dependency: as the registry delivers them, and what its install script made here. */
export interface PackageFiles {
  readonly delivered: readonly FoundFile[];
  readonly compiled: readonly FoundFile[];
}

// node-gyp writes into build/, and its project files for a dependency beside that dependency's name.
const GENERATED = /^build\/|\.(?:mk|Makefile|vcxproj|vcxproj\.filters)$/;

/** Packages inside (`node_modules`) are dependencies of their own. */
export async function packageFiles({ pinned, folder }: InstalledPackage): Promise<PackageFiles> {
  const all = await listFiles(folder, (path) => path !== 'node_modules');
  const isCompiled = ({ path }: FoundFile): boolean => pinned.compiles && GENERATED.test(path);
  return { delivered: all.filter((file) => !isCompiled(file)), compiled: all.filter(isCompiled) };
}
