import { satisfies, valid } from '@renovatebot/pep440';
import type { Staged } from '../core/artifact.js';
import type { Report, Waived } from '../core/decision.js';
import type { Finding, Gap } from '../core/finding.js';
import type { Policy } from '../core/policy.js';
import { UNREAD_CODE, type Waiver } from '../core/waiver.js';
import { actionOf, isGap, isMalware } from './reasons.js';

/** A report after the waivers: what still counts, what does not, and what has to be said about it. */
export interface Standing {
  readonly report: Report;
  readonly waived: readonly Waived[];
  /** One sentence for each waiver that changed something, has ended, or cannot help. */
  readonly remarks: readonly string[];
}

const nameOf = (waiver: Waiver): string => (waiver.kind === 'code' ? waiver.rule : waiver.advisory);

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function isAbout(waiver: Waiver, seen: Finding | Gap): boolean {
  if (isGap(seen)) return waiver.kind === 'code' && waiver.rule === UNREAD_CODE && seen.kind !== 'service';
  const { advisory, rule } = seen;
  if (waiver.kind === 'code') return advisory === undefined && waiver.rule === rule;
  return advisory !== undefined && [advisory.id, ...advisory.aliases].some((id) => sameId(id, waiver.advisory));
}

/** Whether a waiver is for this file: by its bytes (of the source, where the wheel was built here), or for an advisory by its version. */
function isFor(waiver: Waiver, { name, version, sha256, builtFrom }: Staged): boolean {
  if (waiver.package !== name) return false;
  if (waiver.kind === 'advisory') return valid(version) !== null && satisfies(version, waiver.versions, { prereleases: true });
  return waiver.version === version && (waiver.sha256.has(sha256) || (builtFrom !== undefined && waiver.sha256.has(builtFrom.sha256)));
}

interface Sorted {
  readonly waiver: Waiver | null;
  readonly remark: string | null;
}

function sort(seen: Finding | Gap, waivers: readonly Waiver[], { today, ...dials }: Policy): Sorted {
  const [live, ended] = [waivers.find(({ until }) => until >= today), waivers.findLast(({ until }) => until < today)];
  // What does nothing anyway needs no words.
  const remark = (text: string): string | null => (actionOf(seen, dials) === 'allow' ? null : text);
  if (live !== undefined && !isGap(seen) && isMalware(seen)) return { waiver: null, remark: `known malware cannot be waived (${live.where})` };
  if (live !== undefined) return { waiver: live, remark: remark(`waived until ${live.until}: ${nameOf(live)} (${live.reason})`) };
  return { waiver: null, remark: ended === undefined ? null : remark(`the waiver for ${nameOf(ended)} ended on ${ended.until} (${ended.where})`) };
}

/** Takes out of a report what somebody has accepted. Each finding is looked at by itself, so more findings never take one away that counted. */
export function withoutWaived(report: Report, policy: Policy): Standing {
  const { artifact, findings, gaps } = report;
  const fitting = policy.waivers.filter((waiver) => isFor(waiver, artifact));
  if (fitting.length === 0) return { report, waived: [], remarks: [] };
  const sorted = new Map([...findings, ...gaps].map((seen) => [seen, sort(seen, fitting.filter((waiver) => isAbout(waiver, seen)), policy)]));
  const counts = (seen: Finding | Gap): boolean => !sorted.get(seen)?.waiver;
  return {
    report: { ...report, findings: findings.filter(counts), gaps: gaps.filter(counts) },
    waived: [...sorted].flatMap(([seen, { waiver }]) => (waiver === null ? [] : [{ seen, waiver }])),
    remarks: [...new Set([...sorted.values()].flatMap(({ remark }) => remark ?? []))],
  };
}
