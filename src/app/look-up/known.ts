import type { Advisory } from '../../core/advisory.js';
import type { Staged } from '../../core/artifact.js';
import type { Gap } from '../../core/finding.js';
import type { PackageName } from '../../core/name.js';
import type { IndexProject } from '../../core/facts/project-facts.js';
import type { UntrustedText } from '../../core/untrusted.js';

/** A version of a project that services are asked about. */
export interface Subject {
  readonly name: PackageName;
  readonly version: UntrustedText;
  /** Of a file that an index may have offered. */
  readonly fileName?: UntrustedText;
  readonly builtFrom?: Staged['builtFrom'];
  /** There for what lies in an environment: nobody noted which file it came from. */
  readonly installed?: Staged['installed'];
  /** Absent for what is nobody's business: services are not asked about it. */
  readonly isPublic?: boolean;
}

/** What services know of one subject. `gaps` tells which of them could not be asked; an empty list alone never means that. */
export interface Known {
  readonly advisories: readonly Advisory[];
  readonly project: IndexProject | null;
  readonly gaps: readonly Gap[];
}

/** Asks what services know. Subjects that are asked about at the same time share requests. */
export interface LookUp {
  readonly ask: (subject: Subject) => Promise<Known>;
  /** Begins to ask about what will be judged soon. */
  readonly askSoon: (subjects: readonly Subject[]) => void;
}
