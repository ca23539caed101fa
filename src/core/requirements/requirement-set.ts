import { mergeFormats, type BinaryFormats } from '../facts/binary-formats.js';
import type { Requirement } from './requirement.js';

/** Options that may stand in a requirements file as well as on the command line. */
export interface RequirementOptions extends BinaryFormats {
  readonly indexUrl: string | null;
  readonly extraIndexUrls: readonly string[];
  readonly findLinks: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly noIndex: boolean;
  readonly pre: boolean;
  readonly preferBinary: boolean;
  readonly requireHashes: boolean;
  /** The requirements are all there is to install: a lock file has the dependencies among them. */
  readonly noDeps: boolean;
  /** Values of `--use-feature`; which of them exist is known to the pip that they are handed to. */
  readonly useFeatures: readonly string[];
}

/** The Python that a file says it is for. */
export interface WantedPython {
  readonly file: string;
  /** Version clauses, such as `>=3.11`. */
  readonly clauses: string;
}

/** Everything that a set of requirements files and arguments asks for. */
export interface RequirementSet {
  readonly wantedPythons?: readonly WantedPython[];
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  readonly options: RequirementOptions;
}

export const noOptions: RequirementOptions = {
  indexUrl: null, extraIndexUrls: [], findLinks: [], trustedHosts: [], noIndex: false, pre: false, preferBinary: false, requireHashes: false, noDeps: false, noBinary: [], onlyBinary: [], useFeatures: [],
};

/** Asks for nothing. */
export const emptySet: RequirementSet = { requirements: [], constraints: [], options: noOptions };

type Indexes = Pick<RequirementOptions, 'indexUrl' | 'extraIndexUrls'>;

// In pip an index URL replaces all indexes that were named before it, the extra ones as well.
const mergeIndexes = (a: Indexes, b: Indexes): Indexes =>
  b.indexUrl === null ? { indexUrl: a.indexUrl, extraIndexUrls: [...a.extraIndexUrls, ...b.extraIndexUrls] } : { indexUrl: b.indexUrl, extraIndexUrls: b.extraIndexUrls };

const mergeOptions = (a: RequirementOptions, b: RequirementOptions): RequirementOptions => ({
  ...mergeIndexes(a, b),
  findLinks: [...a.findLinks, ...b.findLinks],
  trustedHosts: [...a.trustedHosts, ...b.trustedHosts],
  noIndex: a.noIndex || b.noIndex,
  pre: a.pre || b.pre,
  preferBinary: a.preferBinary || b.preferBinary,
  requireHashes: a.requireHashes || b.requireHashes,
  noDeps: a.noDeps || b.noDeps,
  useFeatures: [...new Set([...a.useFeatures, ...b.useFeatures])],
  ...mergeFormats(a, b),
});

/** The same for a file that says which Python it is for; null or empty where it does not. */
export const forPython = (set: RequirementSet, file: string, clauses: string | null): RequirementSet =>
  clauses ? { ...set, wantedPythons: [...(set.wantedPythons ?? []), { file, clauses }] } : set;

function mergePythons(a: RequirementSet, b: RequirementSet): Pick<RequirementSet, 'wantedPythons'> {
  const all = [...(a.wantedPythons ?? []), ...(b.wantedPythons ?? [])];
  return all.length === 0 ? {} : { wantedPythons: all };
}

/** Joins what several files and arguments ask for; a later index URL replaces all indexes before it, as in pip. */
export const mergeSets = (a: RequirementSet, b: RequirementSet): RequirementSet => ({
  requirements: [...a.requirements, ...b.requirements],
  constraints: [...a.constraints, ...b.constraints],
  options: mergeOptions(a.options, b.options),
  ...mergePythons(a, b),
});
