import type { PackageName } from './name.js';

/** Core metadata (METADATA or PKG-INFO): header fields by lower-case name, each with all its values, and the body. */
export interface Metadata {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly description: string;
}

/** One member of an archive, as its directory tells it. */
export interface MemberFacts {
  readonly path: string;
  readonly bytes: number;
  /** By magic bytes and suffix: Python source, other text, machine code, or anything else. */
  readonly kind: 'python' | 'text' | 'native' | 'data';
}

/** What a `package` rule may ask. */
export interface PackageFacts {
  readonly name: PackageName;
  readonly version: string;
  readonly kind: 'wheel' | 'sdist' | 'archive' | 'tree';
  readonly members: readonly MemberFacts[];
  readonly metadata: Metadata | null;
}

/** A text member that a `text` rule may ask about. */
export interface TextFacts {
  readonly path: string;
  readonly lines: readonly string[];
}

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
  readonly strength: 'strong' | 'middle';
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
