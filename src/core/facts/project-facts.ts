import type { Advisory } from '../advisory.js';
import type { LockedFacts } from '../locked.js';
import type { PackageName } from '../name.js';
import type { SimilarName } from '../names/name-facts.js';
import type { UntrustedText } from '../untrusted.js';

/** What an index may say of a project as a whole (PEP 792). */
export const projectStates = ['active', 'archived', 'deprecated', 'quarantined'] as const;

export interface ProjectStatus {
  readonly state: (typeof projectStates)[number];
  /** In the index's words; null where it gives none. */
  readonly reason: UntrustedText | null;
}

/** A project of the same name on a public index, while the file comes from a private one. */
export interface Namesake {
  /** URLs without credentials. */
  readonly publicIndex: UntrustedText;
  readonly privateIndex: UntrustedText;
  /** The newest version there; null where none is a version. */
  readonly newest: UntrustedText | null;
  /** Plain pip, which makes no difference between indexes, would have taken that one. */
  readonly wouldWin: boolean;
}

/** What an index tells about a project and the version in question. Times are milliseconds since 1970, and null where the index does not say. */
export interface IndexProject {
  /** False for an index of the user's own: what is young or has one maintainer there is nobody's business. */
  readonly isPublic: boolean;
  /** When the first file of the project appeared that is still there. */
  readonly firstReleaseAt: number | null;
  /** When the first file of this version appeared. */
  readonly releasedAt: number | null;
  /** When this very file appeared. */
  readonly addedAt: number | null;
  /** When each version appeared, oldest first; only of those whose time is known. */
  readonly releaseTimes: readonly number[];
  /** False where the index has other versions and not this one. */
  readonly isListed: boolean;
  /** The reason of PEP 592, perhaps empty; null for a version that is not yanked. */
  readonly yanked: UntrustedText | null;
  readonly status: ProjectStatus | null;
  /** How many people may upload; null where the index does not say. */
  readonly maintainers: number | null;
  /** Names of other projects that its links and its instructions to install lead to. */
  readonly claims: readonly string[];
  readonly namesake: Namesake | null;
}

/** Tier 1: what is known about one version of a project besides its bytes. It depends on the day and the request, so nothing of it is cached by file. */
export interface ProjectFacts {
  readonly name: PackageName;
  readonly version: UntrustedText;
  /** Named by the user on the command line or in a requirements file. */
  readonly requested: boolean;
  /** Asked for by exactly this version (`==`). */
  readonly pinned: boolean;
  /** 1 is the most downloaded project; null when the name is not among the 15,000. */
  readonly rank: number | null;
  /** A popular name that this one may have been made to look like. */
  readonly similar: SimilarName | null;
  /** What its own metadata lacks, in words: links, an author, a description. */
  readonly lacks: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly advisories: readonly Advisory[];
  /** Null where no index was asked or none could tell. */
  readonly project: IndexProject | null;
  /** Null or absent where no lock file asks for it. */
  readonly locked?: LockedFacts | null;
}
