import type { LockedFile } from '../../core/locked.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import type { Origin, Requirement } from '../../core/requirements/requirement.js';
import type { RequirementSet } from '../../core/requirements/requirement-set.js';
import { withoutCredentials, withoutFragment } from '../../core/requirements/direct-url.js';
import { shownOrigin } from '../pipeline/requirements/asked-for.js';
import { isDirectSource, sourceKey } from '../pipeline/requirements/requirements-for-pip.js';

/** One entry of a lock file, ready to be compared with what there is. */
export interface LockEntry {
  readonly name: PackageName;
  /** Null for what is named by its URL. */
  readonly version: string | null;
  /** What it names by URL or path, as a listing does; null for what comes from an index. */
  readonly direct: string | null;
  readonly files: readonly LockedFile[];
  readonly origin: Origin;
}

/** The one file that an entry names by its URL. A checkout is no file. */
function directFile({ url, target }: Requirement, files: readonly LockedFile[]): readonly LockedFile[] {
  if (url === null || target === 'vcs' || !/^https?:/i.test(url)) return files;
  const address = withoutFragment(withoutCredentials(url));
  return files.length === 0 ? [{ fileName: null, url: address, hash: null }] : files.map((file) => ({ ...file, url: file.url ?? address }));
}

/** The entries of lock files among what is asked for; `cwd` is the folder that places are shown from. */
export function lockEntries({ requirements }: Pick<RequirementSet, 'requirements'>, cwd: string): readonly LockEntry[] {
  return requirements.flatMap((requirement) => {
    const { name, url, specifier, lockedFiles, origin } = requirement;
    if (lockedFiles === undefined || origin === null || name === null || !isPackageName(name)) return [];
    const version = url === null ? specifier.replace(/^={2,3}\s*/, '') : null;
    const direct = url === null ? null : isDirectSource(requirement) ? sourceKey(requirement) : withoutFragment(withoutCredentials(url));
    return [{ name: parsePackageName(name), version, direct, files: directFile(requirement, lockedFiles), origin: shownOrigin(origin, cwd) }];
  });
}

/** Without the digests of lock files: pip takes what there is, and what does not fit is found instead of refused. */
export function withoutLockedHashes(set: RequirementSet): RequirementSet {
  return { ...set, requirements: set.requirements.map((requirement) => (requirement.lockedFiles === undefined ? requirement : { ...requirement, hashes: [] })) };
}
