import { riskFactors, type CompositeRisk, type RiskFactor } from '../../core/risk.js';
import type { Ink } from './ink.js';

const WORDS: Readonly<Record<RiskFactor, string>> = { typosquatting: 'name', package_age: 'age', maintainer_count: 'maintainers', release_pattern: 'releases', metadata_quality: 'metadata' };

/** The composite risk and what it is made of: each factor from 0 to 1, and a question mark for what nobody could tell. */
export function riskLines(risk: CompositeRisk | null, ink: Ink): readonly string[] {
  if (risk === null) return [];
  const known = riskFactors.filter((factor) => risk.factors[factor] !== null).length;
  const parts = riskFactors.map((factor) => `${WORDS[factor]} ${risk.factors[factor] ?? '?'}`);
  return ink.item(2, `risk ${Math.round(risk.score)} of 100 (${known} of ${riskFactors.length} factors known): ${parts.join(` ${ink.dot} `)}`);
}
