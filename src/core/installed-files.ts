import { parsePackageName, type PackageName } from './name.js';

/** One file of an installed package. */
export interface InstalledMember {
  /** Where it would be in a wheel: below the library as it is, anything else in the `.data` folder. */
  readonly member: string;
  /** Where it lies. */
  readonly path: string;
}

/** The files of an installed package, laid out like its wheel. Plain data. */
export interface InstalledTree {
  /** Sorted by member. */
  readonly files: readonly InstalledMember[];
  /** Paths as RECORD spells them, for those that are not members by that name. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** What the files of an environment go by that no package owns. */
export const NO_PACKAGE: PackageName = parsePackageName('files-of-no-package');
