import type { Advisory } from './advisory.js';
import type { PackageName } from './name.js';
import type { UntrustedText } from './untrusted.js';

/** What an index tells about a project and the version in question, beyond the list of files. Times are milliseconds since 1970. */
export interface IndexProject {
  /** When the first file of the project appeared; null where the index does not say. */
  readonly firstReleaseAt: number | null;
  /** When the first file of this version appeared. */
  readonly releasedAt: number | null;
}

/** Tier 1: what is known about one version of a project besides its bytes. It depends on the day and the request, so nothing of it is cached by file. */
export interface ProjectFacts {
  readonly name: PackageName;
  readonly version: UntrustedText;
  /** Named by the user on the command line or in a requirements file. */
  readonly requested: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly advisories: readonly Advisory[];
  /** Null where no index was asked or none could tell. */
  readonly project: IndexProject | null;
}
