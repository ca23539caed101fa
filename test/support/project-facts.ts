import { DAY_MS } from '../../src/core/ages.js';
import { parsePackageName } from '../../src/core/name.js';
import type { SimilarName } from '../../src/core/names/name-facts.js';
import type { IndexProject, ProjectFacts } from '../../src/core/facts/project-facts.js';
import { untrusted } from '../../src/core/untrusted.js';

export const NOW = Date.parse('2099-01-10T00:00:00Z');
export const daysAgo = (days: number): number => NOW - days * DAY_MS;

/** An old public project of which nothing is remarkable. */
export function indexProject(more: Partial<IndexProject> = {}): IndexProject {
  return {
    isPublic: true, firstReleaseAt: daysAgo(900), releasedAt: daysAgo(100), addedAt: daysAgo(100), releaseTimes: [daysAgo(900), daysAgo(500), daysAgo(100)],
    isListed: true, yanked: null, status: null, maintainers: null, claims: [], namesake: null, ...more,
  };
}

/** Facts of a package that nobody has anything against. */
export function projectFacts(more: Partial<ProjectFacts> = {}): ProjectFacts {
  return { name: parsePackageName('garden'), version: untrusted('1.2'), requested: true, pinned: false, rank: null, similar: null, lacks: [], now: NOW, advisories: [], project: null, ...more };
}

/** A popular name that another one looks like. */
export function near(strength: SimilarName['strength']): SimilarName {
  return { name: parsePackageName('requests'), rank: 6, difference: 'transposition', distance: 2, strength };
}
