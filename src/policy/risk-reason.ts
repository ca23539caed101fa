import type { Action } from '../core/decision.js';
import type { RiskDial } from '../core/policy.js';
import { riskFactors, type CompositeRisk, type RiskFactor } from '../core/risk.js';

const WORDS: Readonly<Record<RiskFactor, string>> = { typosquatting: 'its name', package_age: 'its age', maintainer_count: 'its maintainers', release_pattern: 'its releases', metadata_quality: 'its metadata' };
/** From here on a factor is worth naming. */
const REMARKABLE = 0.4;

/** What the composite risk alone brings about. */
export interface RiskReason {
  readonly text: string;
  readonly action: Action;
}

/** The reason that the composite risk gives, once it has reached the threshold; null below, and where it is not computed. */
export function riskReason(risk: CompositeRisk | null | undefined, dial: RiskDial | undefined): RiskReason | null {
  if (!risk || dial === undefined || risk.score < dial.threshold || dial.action === 'allow') return null;
  const factors = riskFactors.filter((factor) => (risk.factors[factor] ?? 0) >= REMARKABLE && dial.weights?.get(factor) !== 0).map((factor) => WORDS[factor]);
  const because = factors.length === 0 ? '' : `, for ${factors.length === 1 ? factors[0] : `${factors.slice(0, -1).join(', ')} and ${factors.at(-1)}`}`;
  return { text: `composite risk ${Math.round(risk.score)} of 100 (risk_threshold is ${dial.threshold})${because}`, action: dial.action };
}
