import { constraintProblem } from '../../core/requirements/constraint.js';
import { UserError } from '../../core/errors.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import { emptySet, mergeSets, noOptions, type RequirementOptions, type RequirementSet } from '../../core/requirements/requirement-set.js';

/** Which file is being read, and how it was reached. */
export interface Visit {
  readonly file: string;
  readonly isConstraint: boolean;
  /** Where it is, whatever it was called. */
  readonly place: string;
  /** The files that lead here, to see cycles. */
  readonly chain: readonly Pick<Visit, 'file' | 'place'>[];
}

/** What was understood, and a line of text for each place that was not. */
export interface Reading {
  readonly set: RequirementSet;
  readonly problems: readonly string[];
}

/** Asks for nothing. */
export const nothing: Reading = { set: emptySet, problems: [] };

/** All of them, in this order. */
export function joinAll(readings: readonly Reading[]): Reading {
  // Most lines carry no options, and merging them one by one would copy every list once a line.
  const withOptions = readings.map(({ set }) => set).filter((set) => set.options !== noOptions);
  return {
    set: {
      requirements: readings.flatMap(({ set }) => set.requirements),
      constraints: readings.flatMap(({ set }) => set.constraints),
      options: withOptions.map((set) => ({ ...emptySet, options: set.options })).reduce(mergeSets, emptySet).options,
    },
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** Asks for options only. */
export const options = (some: Partial<RequirementOptions>): Reading => ({ set: { ...emptySet, options: { ...noOptions, ...some } }, problems: [] });

/** Asks for one requirement, or constrains by it. Throws `bad-requirement`. */
export function single(requirement: Requirement, { isConstraint }: Visit): Reading {
  const problem = isConstraint ? constraintProblem(requirement) : null;
  if (problem !== null) throw new UserError('bad-requirement', problem);
  return { set: { ...emptySet, [isConstraint ? 'constraints' : 'requirements']: [requirement] }, problems: [] };
}
