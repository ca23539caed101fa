import type { Decision, Verdict } from '../../core/decision.js';
import type { GapKind } from '../../core/finding.js';

/** How many packages of a run got each verdict, and how many things in all could not be looked at. */
export interface Tally {
  readonly safe: number;
  readonly warned: number;
  readonly blocked: number;
  readonly gaps: number;
}

const withVerdict = (decisions: readonly Decision[], wanted: Verdict): number => decisions.filter(({ verdict }) => verdict === wanted).length;

/** Counts verdicts and gaps. */
export function tally(decisions: readonly Decision[]): Tally {
  return {
    safe: withVerdict(decisions, 'safe'),
    warned: withVerdict(decisions, 'warned'),
    blocked: withVerdict(decisions, 'blocked'),
    gaps: decisions.reduce((sum, { report }) => sum + report.gaps.length, 0),
  };
}

/** Packages with at least one gap of this kind. */
export function packagesWithGap(decisions: readonly Decision[], kind: GapKind): number {
  return decisions.filter(({ report }) => report.gaps.some((gap) => gap.kind === kind)).length;
}
