import type { PackageName } from '../name.js';

/** How two names differ; see detection.md, "Tier 1 names", for the measured kinds. */
export type NameDifference =
  | 'transposition'
  | 'doubled-letter'
  | 'neighbour-insertion'
  | 'inner-omission'
  | 'vowel-swap'
  | 'neighbour-substitution'
  | 'homoglyph'
  | 'single-edit'
  | 'distance-two'
  | 'word-swap'
  | 'affix'
  | 'separator';

/** A popular name that another one looks like. */
export interface SimilarName {
  readonly name: PackageName;
  readonly rank: number;
  readonly difference: NameDifference;
  readonly distance: number;
  /** `faint`: one letter, in a way that hundreds of honest names differ; it says something only of what behaves badly as well. */
  readonly strength: 'strong' | 'middle' | 'faint';
}

/** What a `name` rule may ask. */
export interface NameFacts {
  readonly name: PackageName;
  /** 1 is the most downloaded project; null when the name is not among the 15,000. */
  readonly rank: number | null;
  readonly similar: SimilarName | null;
  /** Named by the user on the command line or in a requirements file. */
  readonly requested: boolean;
}
