import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import type { RequirementSet } from '../../core/requirements/requirement-set.js';

// One clause that only one version fits: `==1.*` fits many, and so does `==1.0,>0.9` only in theory.
const EXACT = /^\s*={2,3}\s*[^,*]+\s*,?\s*$/;

/** The projects that were asked for, or constrained, by exactly one version. */
export function pinnedNames({ requirements, constraints }: Pick<RequirementSet, 'requirements' | 'constraints'>): ReadonlySet<PackageName> {
  return new Set([...requirements, ...constraints].flatMap(({ name, specifier }) => (name !== null && isPackageName(name) && EXACT.test(specifier) ? [parsePackageName(name)] : [])));
}
