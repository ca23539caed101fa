import type { Finding, Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import type { BuildPlan } from './build-plan/plan-build.js';
import type { Container } from './container.js';
import type { MemberNotes } from './member-notes.js';
import type { PackageFiles } from './package-files.js';

/** What all members of an archive or a folder gave. */
export interface Reading {
  /** Null where it could not even be opened. */
  readonly container: Container | null;
  readonly members: MemberFacts[];
  readonly files: PackageFiles;
  readonly findings: Finding[];
  readonly gaps: Gap[];
  readonly refused: boolean;
  readonly plan: BuildPlan;
  readonly notes: MemberNotes;
}
