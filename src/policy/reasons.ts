import type { Advisory } from '../core/advisory.js';
import type { Action, Report } from '../core/decision.js';
import type { Finding, Gap, GapKind, Severity } from '../core/finding.js';
import type { Policy } from '../core/policy.js';
import { UNREAD_CODE } from '../core/waiver.js';
import { easingFor } from './baseline.js';
import { riskReason } from './risk-reason.js';

/** What one severity adds: a package's score is the highest of its findings. */
const SCORE: Readonly<Record<Severity, number>> = { critical: 0.9, high: 0.7, medium: 0.5, low: 0.2, info: 0.05 };

/** What a gap does by itself. Data and services leave the verdict alone (defaults.md): the run says once that it could not ask. */
const GAP_ACTION: Readonly<Record<GapKind, Action>> = { runs: 'block', latent: 'alert', data: 'allow', service: 'allow' };

/** The two dials that turn a score into an action, both from 0 to 1, the one for advisories, and what was there before. */
export type Dials = Pick<Policy, 'blockScore' | 'warnScore' | 'severityActions' | 'risk' | 'baseline'>;

/** One thing that speaks against a package, with what it alone would bring about. */
export interface Reason {
  readonly text: string;
  readonly action: Action;
  /** What a waiver for it has to name; null where none helps. */
  readonly waivableAs: string | null;
  /** Why it warns and does not stop, where the baseline makes it so. */
  readonly eased: string | null;
}

/** From harmless to worst. */
const RANK: Readonly<Record<Action, number>> = { allow: 0, alert: 1, quarantine: 2, block: 3 };

export const isGap = (seen: Finding | Gap): seen is Gap => 'what' in seen;

/** True for a version that is listed as malware: the one thing that no list, mode or waiver lets in. */
export const isMalware = ({ advisory }: Finding): boolean => advisory?.kind === 'malware';

function actionOfScore(score: number, { blockScore, warnScore }: Dials): Action {
  if (score >= blockScore) return 'block';
  return score >= warnScore ? 'alert' : 'allow';
}

// Code that runs by itself is the reason to block, so the sentence says so; latent code needs a caller.
const gapText = ({ kind, what, why }: Gap): string =>
  kind === 'runs' ? `could not read ${what}, and its code would run unread: ${why}` : `could not read ${what}: ${why}`;

/** What an advisory does by itself (defaults.md). A block that nobody can act on teaches people to bypass it. */
function actionOfAdvisory({ kind, severity, fixedIn, isDisputed }: Advisory, { severityActions }: Dials): Action {
  if (kind === 'malware') return 'block';
  const said = severityActions.get(severity);
  if (said !== undefined) return said;
  if (severity === 'low') return 'allow';
  return severity === 'critical' && fixedIn !== null && !isDisputed ? 'block' : 'alert';
}

/** What one finding or gap brings about when nothing else is known. */
export function actionOf(seen: Finding | Gap, dials: Dials): Action {
  if (isGap(seen)) return GAP_ACTION[seen.kind];
  return seen.advisory === undefined ? actionOfScore(SCORE[seen.severity], dials) : actionOfAdvisory(seen.advisory, dials);
}

/** What a waiver calls a finding or a gap; null for what cannot be waived. */
function waivableAs(seen: Finding | Gap): string | null {
  if (isGap(seen)) return UNREAD_CODE;
  if (isMalware(seen)) return null;
  return seen.advisory?.id ?? seen.rule;
}

export const isStopped = (action: Action): boolean => action === 'block' || action === 'quarantine';

function reasonFor(seen: Finding | Gap, dials: Dials): Omit<Reason, 'eased'> {
  return { text: isGap(seen) ? gapText(seen) : String(seen.message), action: actionOf(seen, dials), waivableAs: waivableAs(seen) };
}

/** A reason as it counts: what stops becomes a warning where the baseline eases it. */
const weighed = (reason: Omit<Reason, 'eased'>, easing: string | null): Reason =>
  (easing !== null && isStopped(reason.action) ? { ...reason, action: 'alert', eased: easing } : { ...reason, eased: null });

const byScore = (a: Finding, b: Finding): number => SCORE[b.severity] - SCORE[a.severity];

/** The highest score among findings, 0 when there are none. */
export function scoreOf(findings: readonly Finding[]): number {
  return Math.max(0, ...findings.map(({ severity }) => SCORE[severity]));
}

/** Everything that warns, sets aside or blocks, worst first; at the same action findings come before gaps. */
export function reasonsOf(report: Report, dials: Dials): readonly Reason[] {
  const { findings, gaps, risk } = report;
  const [composite, easing] = [riskReason(risk, dials.risk), easingFor(report, dials.baseline)];
  const ofRisk = composite === null || dials.risk === undefined ? [] : [weighed({ ...composite, waivableAs: null }, easing.risk(dials.risk))];
  return [...[...findings.toSorted(byScore), ...gaps].map((seen) => weighed(reasonFor(seen, dials), easing.seen(seen))), ...ofRisk]
    .filter(({ action }) => action !== 'allow')
    .toSorted((a, b) => RANK[b.action] - RANK[a.action]);
}

/** What the setting for advisories had to say about those that it stops: a sentence for each severity. */
export function settingRemarks(findings: readonly Finding[], { severityActions }: Dials): readonly string[] {
  const severities = new Set(findings.flatMap(({ advisory }) => (advisory?.kind === 'vulnerability' ? [advisory.severity] : [])));
  return [...severities].flatMap((severity) => {
    const action = severityActions.get(severity);
    return action === 'block' || action === 'quarantine' ? [`severity_actions says ${action} for ${severity === 'unknown' ? 'advisories of unknown severity' : `${severity} advisories`}`] : [];
  });
}
