import type { Staged } from '../../core/artifact.js';
import type { Finding, Gap } from '../../core/finding.js';

/** One line as the model sees it, and as it stands in the file. `speaks`: it addresses whoever judges it. */
export interface ShownLine {
  readonly line: number;
  readonly text: string;
  readonly original: string;
  readonly speaks: boolean;
}

/** A part of one file. `total` is the number of all of its lines. */
export interface ShownFile {
  readonly path: string;
  readonly total: number;
  readonly lines: readonly ShownLine[];
}

/** What is reviewed: a package that tiers 1 and 2 flagged, and why. */
export interface ReviewSubject {
  readonly artifact: Pick<Staged, 'name' | 'version'>;
  readonly flags: readonly Finding[];
  readonly files: readonly ShownFile[];
}

/** All that a review can say. There is no word in it for taking something back. */
export interface Additions {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

export const NOTHING_ADDED: Additions = { findings: [], gaps: [] };

/** Something the model said that does not count, and why. */
export interface Dropped {
  readonly why: string;
  readonly file: string;
}
