import type { Decision } from '../../core/decision.js';
import type { Finding, Gap } from '../../core/finding.js';

/** Two of the states that SARIF 2.1.0 (3.27.24) knows of a result. */
export type BaselineState = 'new' | 'unchanged';

/** Whether a finding, a gap or the composite risk was there before; null where the run was compared with nothing. */
export function baselineState({ inBaseline }: Decision, seen: Finding | Gap | 'risk'): BaselineState | null {
  if (inBaseline === undefined) return null;
  const isKnown = seen === 'risk' ? inBaseline.risk : inBaseline.seen.includes(seen);
  return isKnown ? 'unchanged' : 'new';
}
