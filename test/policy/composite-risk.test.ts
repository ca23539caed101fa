import { describe, expect, test } from 'vitest';
import { initialSettings } from '../../src/config/settings/setting-table.js';
import { compositeRisk, factorScores } from '../../src/policy/composite-risk.js';
import type { FactorScores, RiskFactor } from '../../src/core/risk.js';
import { daysAgo, indexProject, near, projectFacts } from '../support/project-facts.js';

const weights = initialSettings.heuristicWeights;
const score = (facts: Parameters<typeof compositeRisk>[0], own: ReadonlyMap<RiskFactor, number> = weights): number | undefined => compositeRisk(facts, own)?.score;

test('the weights are those of the founding documents and sum to one', () => {
  expect(Object.fromEntries(weights)).toEqual({ typosquatting: 0.3, package_age: 0.2, maintainer_count: 0.15, release_pattern: 0.15, metadata_quality: 0.2 });
});

test.each<[string, Parameters<typeof factorScores>[0], Partial<FactorScores>]>([
  ['a strong likeness', projectFacts({ similar: near('strong') }), { typosquatting: 1 }],
  ['a middle likeness', projectFacts({ similar: near('middle') }), { typosquatting: 0.6 }],
  ['a faint likeness', projectFacts({ similar: near('faint') }), { typosquatting: 0 }],
  ['an ordinary name', projectFacts(), { typosquatting: 0 }],
  ['six days', projectFacts({ project: indexProject({ firstReleaseAt: daysAgo(6) }) }), { package_age: 1 }],
  ['three weeks', projectFacts({ project: indexProject({ firstReleaseAt: daysAgo(21) }) }), { package_age: 0.7 }],
  ['two months', projectFacts({ project: indexProject({ firstReleaseAt: daysAgo(60) }) }), { package_age: 0.4 }],
  ['half a year', projectFacts({ project: indexProject({ firstReleaseAt: daysAgo(180) }) }), { package_age: 0.2 }],
  ['years', projectFacts({ project: indexProject() }), { package_age: 0 }],
  ['an index without times', projectFacts({ project: indexProject({ firstReleaseAt: null, releaseTimes: [] }) }), { package_age: null, release_pattern: null, maintainer_count: null }],
  ['one maintainer', projectFacts({ project: indexProject({ maintainers: 1 }) }), { maintainer_count: 0.5 }],
  ['two maintainers', projectFacts({ project: indexProject({ maintainers: 2 }) }), { maintainer_count: 0.25 }],
  ['ten maintainers', projectFacts({ project: indexProject({ maintainers: 10 }) }), { maintainer_count: 0 }],
  ['a single release', projectFacts({ project: indexProject({ releaseTimes: [daysAgo(400)] }) }), { release_pattern: 0.6 }],
  ['two releases', projectFacts({ project: indexProject({ releaseTimes: [daysAgo(400), daysAgo(300)] }) }), { release_pattern: 0.4 }],
  ['a burst', projectFacts({ project: indexProject({ releaseTimes: Array.from({ length: 10 }, () => daysAgo(3)) }) }), { release_pattern: 0.8 }],
  ['a burst of long ago', projectFacts({ project: indexProject({ releaseTimes: Array.from({ length: 10 }, () => daysAgo(300)) }) }), { release_pattern: 0 }],
  ['metadata that lacks everything', projectFacts({ lacks: ['links', 'an author', 'a description'] }), { metadata_quality: 1 }],
  ['metadata that lacks one thing', projectFacts({ lacks: ['links'] }), { metadata_quality: 0.4 }],
])('%s scores so', (_, facts, expected) => {
  expect(factorScores(facts)).toMatchObject(expected);
});

describe('the composite risk', () => {
  const worst = projectFacts({
    similar: near('strong'), lacks: ['links', 'an author', 'a description'],
    project: indexProject({ firstReleaseAt: daysAgo(1), maintainers: 0, releaseTimes: Array.from({ length: 10 }, () => daysAgo(1)) }),
  });

  test('runs from 0 for a package without a flaw to nearly 100', () => {
    expect(score(projectFacts({ project: indexProject({ maintainers: 5 }) }))).toBe(0);
    expect(score(worst)).toBe(97);
  });

  test('leaves out factors without data, and the others weigh as much more', () => {
    const offline = projectFacts({ lacks: ['links'] });
    expect(compositeRisk(offline, weights)).toEqual({ score: 16, factors: { typosquatting: 0, package_age: null, maintainer_count: null, release_pattern: null, metadata_quality: 0.4 } });
  });

  test('is nothing for a package of a private index', () => {
    expect(compositeRisk(projectFacts({ similar: near('strong'), project: indexProject({ isPublic: false }) }), weights)).toBeNull();
  });

  test('heeds the weights of the user, which need not sum to one', () => {
    const bare = projectFacts({ lacks: ['links', 'an author'] });
    expect(score(bare, new Map([['metadata_quality', 7]]))).toBe(75);
    expect(score(bare, new Map([['metadata_quality', 1], ['typosquatting', 3]]))).toBe(18.8);
  });

  test('is nothing where no factor that is known has a weight', () => {
    expect(compositeRisk(projectFacts(), new Map([['package_age', 1]]))).toBeNull();
  });
});
