/** What the composite risk is made of. */
export const riskFactors = ['typosquatting', 'package_age', 'maintainer_count', 'release_pattern', 'metadata_quality'] as const;
export type RiskFactor = (typeof riskFactors)[number];

/** How bad each factor looks, from 0 to 1; null where nobody could tell. */
export type FactorScores = Readonly<Record<RiskFactor, number | null>>;

/** The composite heuristic risk of one package and what it is made of. */
export interface CompositeRisk {
  /** 0 to 100. */
  readonly score: number;
  readonly factors: FactorScores;
}
