import type { Action, Cleared, Decision, Report, Verdict } from '../core/decision.js';
import type { Policy } from '../core/policy.js';
import { inBaseline } from './baseline.js';
import { isMalware, isStopped, reasonsOf, scoreOf, settingRemarks } from './reasons.js';
import { withoutWaived, type Standing } from './waivers.js';

interface Ruling {
  readonly action: Action;
  readonly reasons: readonly string[];
}

const VERDICT: Readonly<Record<Action, Verdict>> = { allow: 'safe', alert: 'warned', quarantine: 'blocked', block: 'blocked' };

const because = ({ action, reasons }: Ruling, reason: string): Ruling => ({ action, reasons: [...reasons, reason] });

function quarantined(ruling: Ruling, { artifact: { installed, isLocal } }: Report): Ruling {
  if (ruling.action !== 'quarantine') return ruling;
  return because(ruling, installed !== undefined || isLocal === true ? 'install would set it aside (quarantine)' : 'to be set aside (quarantine)');
}

function judged(standing: Standing, policy: Policy): Ruling {
  const reasons = reasonsOf(standing.report, policy);
  const words = [...reasons.map(({ text }) => text), ...reasons.flatMap(({ eased }) => eased ?? []), ...settingRemarks(standing.report.findings, policy), ...standing.remarks];
  return quarantined({ action: reasons[0]?.action ?? 'allow', reasons: [...new Set(words)] }, standing.report);
}

function allowlisted({ action, reasons }: Ruling): Ruling {
  if (action === 'allow') return { action, reasons };
  return { action: 'allow', reasons: [`on the allowlist; without it: ${VERDICT[action]}`, ...reasons] };
}

// `warn` is how a team looks at what depsec would do before it lets it: nothing that is merely judged stops there.
function softened(ruling: Ruling): Ruling {
  return isStopped(ruling.action) ? because({ ...ruling, action: 'alert' }, 'not stopped, because the mode is warn') : ruling;
}

function listed(ruling: Ruling, { artifact: { name } }: Report, policy: Policy): Ruling {
  // A name that somebody wrote down is no judgement of ours: it stops in every mode and whatever else is written down.
  if (policy.denylist.has(name)) return { action: 'block', reasons: ['on the denylist', ...ruling.reasons] };
  if (policy.allowlist.has(name)) return allowlisted(ruling);
  return policy.mode === 'warn' ? softened(ruling) : ruling;
}

// Malware is certain, so it is nothing to try out and nothing that an old line in a list may let in.
function malicious(ruling: Ruling, { artifact: { name } }: Report, policy: Policy): Ruling {
  const remarks: readonly (readonly [applies: boolean, text: string])[] = [
    [policy.denylist.has(name), 'on the denylist'],
    [policy.allowlist.has(name), 'on the allowlist, which known malware does not heed'],
    [policy.mode === 'warn', 'stopped although the mode is warn: it is known malware'],
  ];
  return { ...ruling, reasons: [...ruling.reasons, ...remarks.flatMap(([applies, text]) => (applies ? [text] : []))] };
}

function letIn(ruling: Ruling, { isKnownMalware, policy }: { readonly isKnownMalware: boolean; readonly policy: Policy }): Ruling {
  if (policy.allowKnownMalware) return because({ ...ruling, action: 'alert' }, 'let in by --allow-known-malware');
  if (!policy.allowBlocked) return ruling;
  if (isKnownMalware) return because(ruling, policy.release === undefined ? 'known malware: --allow-blocked does not let it in, --allow-known-malware would' : 'known malware is never released from quarantine');
  return because({ ...ruling, action: 'alert' }, policy.release === undefined ? 'let in by --allow-blocked' : `let in by quarantine release --force: ${policy.release}`);
}

function waivableOf({ report }: Standing, policy: Policy): readonly string[] {
  const stopping = reasonsOf(report, policy).filter(({ action }) => isStopped(action)).map(({ waivableAs }) => waivableAs);
  if (policy.denylist.has(report.artifact.name) || stopping.includes(null)) return [];
  return [...new Set(stopping.flatMap((name) => name ?? []))];
}

/**
 * Turns what was seen of one artifact into what happens to it; the only maker of a `Cleared`. Pure: the same report and policy give the
 * same decision. More findings never make a verdict milder. `audit-only` is judged like `block`; that nothing is installed is the caller's doing.
 */
export function decide(report: Report, policy: Policy): Decision {
  const standing = withoutWaived(report, policy);
  const isKnownMalware = standing.report.findings.some(isMalware);
  const ruling = (isKnownMalware ? malicious : listed)(judged(standing, policy), report, policy);
  const { action, reasons } = isStopped(ruling.action) ? letIn(ruling, { isKnownMalware, policy }) : ruling;
  const compared = policy.baseline === undefined ? {} : { inBaseline: inBaseline(report, policy.baseline, policy.risk) };
  const judgement = { report, score: scoreOf(standing.report.findings), risk: report.risk?.score ?? null, reasons, verdict: VERDICT[ruling.action], waived: standing.waived, ...compared };
  if (action === 'block' || action === 'quarantine') return { ...judgement, action, cleared: null, waivable: waivableOf(standing, policy) };
  return { ...judgement, action, cleared: report.artifact as Cleared, waivable: [] };
}
