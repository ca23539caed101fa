import { untrusted } from '../../core/untrusted.js';
import type { IndexProject } from '../../core/facts/project-facts.js';
import { isSameVersion } from '../../core/requirements/version-order.js';
import type { ProjectDetails } from '../../sources/index-metadata.js';
import type { Subject } from '../look-up/known.js';
import { versionsOf, type OfferedFile } from './offered-file.js';
import type { SeenProject } from './seen-projects.js';

const firstTime = (files: readonly OfferedFile[]): number | null => {
  const times = files.flatMap(({ uploadedAt }) => uploadedAt ?? []);
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
};

/** When each version appeared, oldest first. */
function releaseTimes(files: readonly OfferedFile[]): readonly number[] {
  const times = new Map<string, number>();
  for (const { version, uploadedAt } of files) {
    if (version !== null && uploadedAt !== null) times.set(version, Math.min(uploadedAt, times.get(version) ?? uploadedAt));
  }
  return [...times.values()].toSorted((a, b) => a - b);
}

// PEP 592 marks files; a version is yanked when all of them are.
function yankedOf(files: readonly OfferedFile[], own: OfferedFile | undefined): string | null {
  if (own !== undefined) return own.yanked;
  return files.length > 0 && files.every(({ yanked }) => yanked !== null) ? (files[0]?.yanked ?? null) : null;
}

/** What is known of one version, from the page that its index gave and from its details if there are any. */
export function describeProject(seen: SeenProject, subject: Subject, details: ProjectDetails | null): IndexProject {
  const { files, isPublic, status, namesake } = seen;
  // A project may have ten thousand files, and two versions are not compared for nothing.
  const spellings = new Set(versionsOf(files).filter((spelling) => isSameVersion(spelling, subject.version)));
  const version = files.filter((file) => file.version !== null && spellings.has(file.version));
  const own = files.find(({ fileName }) => fileName === (subject.builtFrom?.shownAs ?? subject.fileName));
  const yanked = yankedOf(version, own);
  return {
    isPublic, status, namesake,
    firstReleaseAt: isPublic ? firstTime(files) : null,
    releasedAt: isPublic ? firstTime(version) : null,
    addedAt: isPublic ? (own?.uploadedAt ?? null) : null,
    releaseTimes: isPublic ? releaseTimes(files) : [],
    // An index that lists nothing at all has quarantined the project, or could not be asked.
    isListed: files.length === 0 || version.length > 0 || own !== undefined,
    yanked: yanked === null ? null : untrusted(yanked),
    maintainers: details?.maintainers ?? null,
    claims: details?.claims ?? [],
  };
}
