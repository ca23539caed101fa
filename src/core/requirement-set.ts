import type { Requirement } from './requirement.js';

/** Options that may stand in a requirements file as well as on the command line. */
export interface RequirementOptions {
  readonly indexUrl: string | null;
  readonly extraIndexUrls: readonly string[];
  readonly findLinks: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly noIndex: boolean;
  readonly pre: boolean;
  readonly preferBinary: boolean;
  readonly requireHashes: boolean;
  readonly noBinary: readonly string[];
}

/** Everything that a set of requirements files and arguments asks for. */
export interface RequirementSet {
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  readonly options: RequirementOptions;
}

export const noOptions: RequirementOptions = {
  indexUrl: null, extraIndexUrls: [], findLinks: [], trustedHosts: [], noIndex: false, pre: false, preferBinary: false, requireHashes: false, noBinary: [],
};

/** Asks for nothing. */
export const emptySet: RequirementSet = { requirements: [], constraints: [], options: noOptions };

const mergeOptions = (a: RequirementOptions, b: RequirementOptions): RequirementOptions => ({
  indexUrl: b.indexUrl ?? a.indexUrl,
  extraIndexUrls: [...a.extraIndexUrls, ...b.extraIndexUrls],
  findLinks: [...a.findLinks, ...b.findLinks],
  trustedHosts: [...a.trustedHosts, ...b.trustedHosts],
  noIndex: a.noIndex || b.noIndex,
  pre: a.pre || b.pre,
  preferBinary: a.preferBinary || b.preferBinary,
  requireHashes: a.requireHashes || b.requireHashes,
  noBinary: [...a.noBinary, ...b.noBinary],
});

/** Joins what several files and arguments ask for; a later index URL wins, as in pip. */
export const mergeSets = (a: RequirementSet, b: RequirementSet): RequirementSet => ({
  requirements: [...a.requirements, ...b.requirements],
  constraints: [...a.constraints, ...b.constraints],
  options: mergeOptions(a.options, b.options),
});
