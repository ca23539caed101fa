import { join, relative } from 'node:path';
import type { Staged } from '../../core/artifact.js';
import { NO_PACKAGE } from '../../core/installed-files.js';
import { untrusted } from '../../core/untrusted.js';
import type { InstalledPackage, Library } from '../../installed/read-library.js';
import { asSha256 } from '../../platform/files.js';

const shortest = (path: string, cwd: string): string => {
  const near = relative(cwd, path);
  return near !== '' && !near.startsWith('..') ? near : path;
};

/** An installed package as something to judge. The files of no package go under the name of their folder. */
export function installedArtifact({ distribution, tree, bytes, state }: InstalledPackage, { folder }: Pick<Library, 'folder'>, cwd: string): Staged {
  const place = shortest(distribution === null ? folder : join(folder, distribution.info), cwd);
  return {
    name: distribution?.name ?? NO_PACKAGE,
    version: untrusted(distribution?.version ?? ''),
    fileName: untrusted(distribution === null ? place : `${distribution.name}-${distribution.version}`),
    path: folder,
    sha256: asSha256(state),
    bytes,
    requested: distribution?.requested ?? false,
    shownAs: untrusted(place),
    installed: tree,
    // Nobody notes which index a package came from, and nearly all come from the public one.
    isPublic: distribution?.isFromIndex ?? false,
  };
}
