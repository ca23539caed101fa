import { expect, test } from 'vitest';
import { withAlternatives } from '../../../src/app/locks/alternatives.js';
import { parseRequirement } from '../../../src/core/requirements/parse-requirement.js';
import { requirementLine } from '../../../src/core/requirements/requirement.js';
import { emptySet } from '../../../src/core/requirements/requirement-set.js';

function split(...lines: readonly string[]): { readonly first: readonly string[]; readonly alternatives: readonly string[] } {
  const requirements = lines.map((line) => ({ ...parseRequirement(line), lockedFiles: [] }));
  const { set, alternatives } = withAlternatives({ ...emptySet, requirements });
  return { first: set.requirements.map(requirementLine), alternatives: alternatives.requirements.map(requirementLine) };
}

test('of two versions of a package under one condition pip lists the first', () => {
  expect(split('a==1', 'b==1', 'A==2')).toEqual({ first: ['a==1', 'b==1'], alternatives: ['A==2'] });
});

test('versions under two conditions are left to pip, which knows the platform', () => {
  const lines = ["a==1 ; os_name == 'nt'", "a==2 ; os_name == 'posix'"];
  expect(split(...lines)).toEqual({ first: lines, alternatives: [] });
});

test('requirements that no lock names are left to pip, which tells that they contradict each other', () => {
  const requirements = ['a==1', 'a==2'].map((line) => parseRequirement(line));
  expect(withAlternatives({ ...emptySet, requirements }).alternatives.requirements).toEqual([]);
});
