import type { KnownFile } from '../../core/baseline.js';
import type { Decision } from '../../core/decision.js';

/** The files of a baseline, and the names of packages that were asked for then and cannot be in it. */
export interface Before {
  readonly files: readonly KnownFile[];
  readonly leftOut: readonly string[];
}

/** What of a decision a baseline keeps. What a waiver accepts is left out: it comes back as it was when the waiver ends. */
export function knownFile({ report: { artifact, findings, gaps }, risk, waived }: Decision): KnownFile {
  const accepted = new Set<unknown>(waived.map(({ seen }) => seen));
  return {
    name: artifact.name,
    version: artifact.version,
    sha256: (artifact.builtFrom ?? artifact).sha256,
    risk,
    findings: findings.filter((finding) => !accepted.has(finding)).map(({ rule, severity, file, message, advisory }) => (
      { rule, severity, file: file ?? null, message, advisoryIds: advisory === undefined ? [] : [advisory.id, ...advisory.aliases] }
    )),
    unread: gaps.filter((gap) => !accepted.has(gap)).map(({ what }) => what),
  };
}
