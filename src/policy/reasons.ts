import type { Advisory } from '../core/advisory.js';
import type { Action, Report, Verdict } from '../core/decision.js';
import type { Finding, Gap, GapKind, Severity } from '../core/finding.js';
import type { RiskDial } from '../core/policy.js';
import { riskReason } from './risk-reason.js';

/** What one severity adds: a package's score is the highest of its findings. */
const SCORE: Readonly<Record<Severity, number>> = { critical: 0.9, high: 0.7, medium: 0.5, low: 0.2, info: 0.05 };

/** What a gap does by itself. Data and services leave the verdict alone (defaults.md): the run says once that it could not ask. */
const GAP_VERDICT: Readonly<Record<GapKind, Verdict>> = { runs: 'blocked', latent: 'warned', data: 'safe', service: 'safe' };

/** The two dials that turn a score into a verdict; both from 0 to 1. */
export interface Thresholds {
  readonly blockScore: number;
  readonly warnScore: number;
  readonly risk?: RiskDial;
}

/** One thing that speaks against a package, with the verdict that it alone would bring. */
export interface Reason {
  readonly text: string;
  readonly verdict: Verdict;
}

const VERDICT_OF: Readonly<Record<Action, Verdict>> = { allow: 'safe', alert: 'warned', quarantine: 'blocked', block: 'blocked' };

/** From harmless to worst. */
const RANK: Readonly<Record<Verdict, number>> = { safe: 0, warned: 1, blocked: 2 };

function verdictOfScore(score: number, { blockScore, warnScore }: Thresholds): Verdict {
  if (score >= blockScore) return 'blocked';
  return score >= warnScore ? 'warned' : 'safe';
}

// Code that runs by itself is the reason to block, so the sentence says so; latent code needs a caller.
const gapText = ({ kind, what, why }: Gap): string =>
  kind === 'runs' ? `could not read ${what}, and its code would run unread: ${why}` : `could not read ${what}: ${why}`;

/** What an advisory does where `severity_actions` says nothing (defaults.md). A block that nobody can act on teaches people to bypass it. */
function verdictOfAdvisory({ kind, severity, fixedIn, isDisputed }: Advisory): Verdict {
  if (kind === 'malware') return 'blocked';
  if (severity === 'low') return 'safe';
  return severity === 'critical' && fixedIn !== null && !isDisputed ? 'blocked' : 'warned';
}

const verdictOf = ({ advisory, severity }: Finding, thresholds: Thresholds): Verdict =>
  advisory === undefined ? verdictOfScore(SCORE[severity], thresholds) : verdictOfAdvisory(advisory);

const byScore = (a: Finding, b: Finding): number => SCORE[b.severity] - SCORE[a.severity];

/** The highest score among findings, 0 when there are none. */
export function scoreOf(findings: readonly Finding[]): number {
  return Math.max(0, ...findings.map(({ severity }) => SCORE[severity]));
}

/** Everything that warns or blocks, worst first; at the same verdict findings come before gaps. Each text once. */
export function reasonsOf(report: Report, thresholds: Thresholds): readonly Reason[] {
  const findings = report.findings.toSorted(byScore).map((finding) => ({ text: String(finding.message), verdict: verdictOf(finding, thresholds) }));
  const gaps = report.gaps.map((gap) => ({ text: gapText(gap), verdict: GAP_VERDICT[gap.kind] }));
  const risk = riskReason(report.risk, thresholds.risk);
  const worstFirst = [...findings, ...gaps, ...(risk === null ? [] : [{ text: risk.text, verdict: VERDICT_OF[risk.action] }])].toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict]);
  const seen = new Set<string>();
  return worstFirst.filter(({ text, verdict }) => {
    const isNew = verdict !== 'safe' && !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
