import { ageOf, DAY_MS } from '../core/ages.js';
import type { ProjectFacts } from '../core/facts/project-facts.js';
import { busiestDay, silenceBefore } from '../core/release-pace.js';
import { riskFactors, type CompositeRisk, type FactorScores, type RiskFactor } from '../core/risk.js';

/** Days below which a project of this age scores so much, youngest first. */
const AGES: readonly (readonly [days: number, score: number])[] = [[7, 1], [30, 0.7], [90, 0.4], [365, 0.2]];
const BY_MAINTAINERS = [1, 0.5, 0.25] as const;
const BY_LACKS = [0, 0.4, 0.75, 1] as const;

type Scorer = (facts: ProjectFacts) => number | null;

const BY_LIKENESS = { strong: 1, middle: 0.6, faint: 0 } as const;

const typosquatting: Scorer = ({ similar }) => (similar === null ? 0 : BY_LIKENESS[similar.strength]);

const packageAge: Scorer = ({ project, now }) => {
  const age = ageOf(project?.firstReleaseAt ?? null, now);
  return age === null ? null : (AGES.find(([days]) => age < days * DAY_MS)?.[1] ?? 0);
};

const maintainerCount: Scorer = ({ project }) => {
  const count = project?.maintainers ?? null;
  return count === null ? null : (BY_MAINTAINERS[count] ?? 0);
};

const releasePattern: Scorer = ({ project, now }) => {
  if (project === null || project.releaseTimes.length === 0) return null;
  if (busiestDay(project.releaseTimes.filter((at) => now - at < 30 * DAY_MS)) !== null) return 0.8;
  if (silenceBefore(project, now) !== null || project.releaseTimes.length === 1) return 0.6;
  return project.releaseTimes.length === 2 ? 0.4 : 0;
};

const metadataQuality: Scorer = ({ lacks }) => BY_LACKS[lacks.length] ?? 1;

const SCORERS: Readonly<Record<RiskFactor, Scorer>> = {
  typosquatting, package_age: packageAge, maintainer_count: maintainerCount, release_pattern: releasePattern, metadata_quality: metadataQuality,
};

/** Each factor by itself. */
export function factorScores(facts: ProjectFacts): FactorScores {
  const { typosquatting: name, package_age: age, maintainer_count: maintainers, release_pattern: releases, metadata_quality: metadata } = SCORERS;
  return { typosquatting: name(facts), package_age: age(facts), maintainer_count: maintainers(facts), release_pattern: releases(facts), metadata_quality: metadata(facts) };
}

/**
 * The weighted mean of the factors that are known, from 0 to 100; null where none is, or none that is has a weight. A package of a private index has
 * none either: it must not score for being internal.
 */
export function compositeRisk(facts: ProjectFacts, weights: ReadonlyMap<RiskFactor, number>): CompositeRisk | null {
  if (facts.project?.isPublic === false) return null;
  const factors = factorScores(facts);
  let [sum, weight] = [0, 0];
  for (const factor of riskFactors) {
    const score = factors[factor];
    if (score === null) continue;
    const share = weights.get(factor) ?? 0;
    sum += share * score;
    weight += share;
  }
  return weight > 0 ? { score: Math.round((1_000 * sum) / weight) / 10, factors } : null;
}
