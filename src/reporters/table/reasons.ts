import type { Decision, Report } from '../../core/decision.js';
import type { Gap } from '../../core/finding.js';

/** True when the reason already says all that a gap has to say. */
export function tellsGap(reason: string, { what, why }: Gap): boolean {
  return reason.includes(what) && reason.includes(why);
}

/** True for a reason that some finding or gap also tells, in its own lines. */
export function isEvidence(reason: string, { findings, gaps }: Report): boolean {
  return findings.some(({ message }) => message === reason) || gaps.some((gap) => tellsGap(reason, gap));
}

/** The sentence beside the verdict: the weightiest reason, or '' for a package that is simply safe. */
export function headlineOf({ reasons, report, verdict }: Decision): string {
  return reasons[0] ?? (verdict === 'safe' ? '' : (report.findings[0]?.message ?? ''));
}

/** True when the verdict rests on what was seen, and not on a list that names the package. */
export function restsOnEvidence(decision: Decision): boolean {
  return isEvidence(headlineOf(decision), decision.report);
}
