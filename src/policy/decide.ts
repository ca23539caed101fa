import type { Action, Cleared, Decision, Report, Verdict } from '../core/decision.js';
import type { Policy } from '../core/policy.js';
import { reasonsOf, scoreOf } from './reasons.js';

interface Ruling {
  readonly verdict: Verdict;
  readonly action: Action;
  readonly reasons: readonly string[];
}

const ACTION: Readonly<Record<Verdict, Action>> = { safe: 'allow', warned: 'alert', blocked: 'block' };

const ruling = (verdict: Verdict, reasons: readonly string[]): Ruling => ({ verdict, action: ACTION[verdict], reasons });

function judged(report: Report, policy: Policy): Ruling {
  const reasons = reasonsOf(report, policy);
  return ruling(reasons[0]?.verdict ?? 'safe', reasons.map(({ text }) => text));
}

function allowlisted({ verdict, reasons }: Ruling): Ruling {
  if (verdict === 'safe') return ruling('safe', reasons);
  return ruling('safe', [`on the allowlist; without it: ${verdict}`, ...reasons]);
}

// `warn` is how a team looks at what depsec would do before it lets it: nothing that is merely judged stops there.
function softened(judgement: Ruling): Ruling {
  if (judgement.verdict !== 'blocked') return judgement;
  return ruling('warned', [...judgement.reasons, 'not stopped, because the mode is warn']);
}

function listed(report: Report, policy: Policy): Ruling {
  const judgement = judged(report, policy);
  const { name } = report.artifact;
  // A name that somebody wrote down is no judgement of ours: it stops in every mode and whatever else is written down.
  if (policy.denylist.has(name)) return ruling('blocked', ['on the denylist', ...judgement.reasons]);
  if (policy.allowlist.has(name)) return allowlisted(judgement);
  return policy.mode === 'warn' ? softened(judgement) : judgement;
}

function letIn({ verdict, reasons }: Ruling): Ruling {
  return { verdict, action: 'alert', reasons: [...reasons, 'let in by --allow-blocked'] };
}

/**
 * Turns what was seen of one artifact into what happens to it; the only maker of a `Cleared`. Pure: the same report and policy give the
 * same decision. More findings never make a verdict milder. `audit-only` is judged like `block`; that nothing is installed is the caller's doing.
 */
export function decide(report: Report, policy: Policy): Decision {
  const found = listed(report, policy);
  const { verdict, action, reasons } = found.verdict === 'blocked' && policy.allowBlocked ? letIn(found) : found;
  const judgement = { report, score: scoreOf(report.findings), risk: report.risk?.score ?? null, reasons, verdict };
  if (action === 'block' || action === 'quarantine') return { ...judgement, action, cleared: null };
  return { ...judgement, action, cleared: report.artifact as Cleared };
}
