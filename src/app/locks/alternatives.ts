import { isPackageName, parsePackageName } from '../../core/name.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import type { RequirementSet } from '../../core/requirements/requirement-set.js';

/** What one run of pip can list of a lock, and what is there in place of some of it. */
export interface WithAlternatives {
  readonly set: RequirementSet;
  readonly alternatives: Pick<RequirementSet, 'requirements'>;
}

const nameOf = ({ name }: Requirement): string => (name !== null && isPackageName(name) ? parsePackageName(name) : '');

// Under two conditions each may be for a platform of its own, which pip finds out.
const areBothWanted = (one: Requirement, other: Requirement): boolean =>
  nameOf(one) === nameOf(other) && one.specifier !== other.specifier && (one.marker === other.marker || one.marker === null || other.marker === null);

/** Parts of a lock that exclude each other take one package in several versions, of which pip lists one at a time; what it lists first stands first. */
export function withAlternatives(set: RequirementSet): WithAlternatives {
  const first: Requirement[] = [];
  const alternatives: Requirement[] = [];
  for (const requirement of set.requirements) {
    const isAlternative = requirement.lockedFiles !== undefined && requirement.url === null && first.some((known) => known.url === null && areBothWanted(known, requirement));
    (isAlternative ? alternatives : first).push(requirement);
  }
  return { set: { ...set, requirements: first }, alternatives: { requirements: alternatives } };
}
