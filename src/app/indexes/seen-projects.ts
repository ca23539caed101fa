import type { PackageName } from '../../core/name.js';
import type { Namesake, ProjectStatus } from '../../core/facts/project-facts.js';
import type { Staged } from '../../core/artifact.js';
import type { LockedFacts } from '../../core/locked.js';
import { isSameVersion } from '../../core/requirements/version-order.js';
import type { DetailsAnswer } from '../../sources/index-metadata.js';
import type { Subject } from '../look-up/known.js';
import { lockedFacts } from '../locks/locked-facts.js';
import type { LockEntry } from '../locks/lock-entries.js';
import type { OfferedFile } from './offered-file.js';

/** A project as the indexes of this run know it. Of indexes that pip may not take it from, nothing is in it but `namesake`. */
export interface SeenProject {
  readonly project: PackageName;
  readonly isPublic: boolean;
  /** Every file, those withheld among them. */
  readonly files: readonly OfferedFile[];
  readonly status: ProjectStatus | null;
  /** Files that pip is not shown since they are too young. */
  readonly withheld: readonly OfferedFile[];
  /** Files whose age would count and is not known; pip is shown them. */
  readonly ageless: readonly OfferedFile[];
  readonly namesake: Namesake | null;
}

/** Begins to ask an index for more than its page tells. */
export type StartDetails = () => Promise<DetailsAnswer>;

/** What the indexes told in this run, for whoever judges what came from them. */
export interface SeenProjects {
  /** `details`: null for a project about which nothing more is asked. It is started once for each project. */
  readonly note: (seen: SeenProject, details: StartDetails | null) => void;
  readonly all: () => readonly SeenProject[];
  /** The project that this file is one of, or by its name that of an installed package; null for a file that no index offered. */
  readonly of: (subject: Subject) => SeenProject | null;
  /** What its index tells beyond its page; null where nothing was asked. */
  readonly detailsOf: (project: PackageName) => Promise<DetailsAnswer> | null;
  /** Names asked for by exactly one version. */
  readonly notePins: (names: Iterable<PackageName>) => void;
  readonly isPinned: (project: PackageName) => boolean;
  /** What lock files ask for, and nothing that was noted before: a lock is not judged by what stood in another. */
  readonly noteLocks: (entries: readonly LockEntry[]) => void;
  /** The entries for a project: one as a rule, several where a version depends on the platform. */
  readonly locksOf: (project: PackageName) => readonly LockEntry[];
  /** What a lock says of a file that is judged, beside what there is; null where none asks for it. */
  readonly lockedAs: (judged: Staged) => LockedFacts | null;
}

/** What the index called the file: of a wheel that depsec built, its source. */
const fileNameOf = ({ fileName, builtFrom }: Subject): string | undefined => builtFrom?.shownAs ?? fileName;

export function createSeenProjects(): SeenProjects {
  const projects = new Map<PackageName, SeenProject>();
  const details = new Map<PackageName, Promise<DetailsAnswer>>();
  const pins = new Set<PackageName>();
  const locks = new Map<PackageName, readonly LockEntry[]>();
  const locksOf: SeenProjects['locksOf'] = (project) => locks.get(project) ?? [];
  return {
    note(seen, start) {
      projects.set(seen.project, seen);
      if (start !== null && !details.has(seen.project)) details.set(seen.project, start());
    },
    all: () => [...projects.values()],
    of(subject) {
      const seen = projects.get(subject.name);
      if (subject.installed !== undefined) return seen ?? null;
      const fileName = fileNameOf(subject);
      return seen?.files.some((file) => file.fileName === fileName) === true ? seen : null;
    },
    detailsOf: (project) => details.get(project) ?? null,
    notePins: (names) => { for (const name of names) pins.add(name); },
    isPinned: (project) => pins.has(project),
    noteLocks(entries) {
      locks.clear();
      for (const entry of entries) locks.set(entry.name, [...locksOf(entry.name), entry]);
    },
    locksOf,
    lockedAs(judged) {
      const entry = locksOf(judged.name).find(({ version }) => version === null || isSameVersion(version, judged.version));
      return entry === undefined ? null : lockedFacts(entry, judged, entry.version === null ? [] : (projects.get(judged.name)?.files ?? []));
    },
  };
}
