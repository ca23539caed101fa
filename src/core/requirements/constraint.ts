import type { Requirement } from './requirement.js';

/** Why a requirement cannot be a constraint, or null when it can: a name with versions, and nothing that would be installed by itself. */
export function constraintProblem({ name, editable, extras }: Requirement): string | null {
  if (editable) return 'a constraint cannot be editable (-e)';
  if (name === null) return 'a constraint needs a name: write NAME @ URL';
  return extras.length > 0 ? 'a constraint cannot have extras' : null;
}
