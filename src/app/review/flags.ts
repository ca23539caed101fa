import type { Decision } from '../../core/decision.js';
import type { Finding } from '../../core/finding.js';

const COUNT: readonly Finding['severity'][] = ['medium', 'high', 'critical'];

/** Why a package would be reviewed: what warns about it and is not an advisory, about which its code has nothing to say. */
export function flagsOf({ report, waived }: Decision): readonly Finding[] {
  const accepted = new Set(waived.map(({ seen }) => seen));
  return report.findings.filter((finding) => COUNT.includes(finding.severity) && finding.advisory === undefined && !accepted.has(finding));
}

/** Whether its code may be shown to somebody: flagged, not yet blocked, and public. What lies on this machine may be anybody's, whatever it is called, so that has to be asked for. */
export function isReviewable(decision: Decision, isAsked: boolean): boolean {
  const { artifact } = decision.report;
  if (decision.verdict !== 'warned' || artifact.isPublic !== true) return false;
  const liesHere = artifact.isLocal === true || artifact.installed !== undefined;
  return (!liesHere || isAsked) && flagsOf(decision).length > 0;
}
