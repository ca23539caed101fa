import type { Decision } from '../../core/decision.js';
import { untrusted } from '../../core/untrusted.js';
import type { Kept } from '../../quarantine/entry.js';
import { ruleset } from '../build-facts.js';

/** What is written down of a package that is set aside. */
export function keptOf({ report, verdict, score, reasons }: Decision, nowMs: number): Kept {
  const { artifact, findings, gaps } = report;
  return {
    name: artifact.name,
    version: artifact.version,
    fileName: artifact.fileName,
    sha256: artifact.sha256,
    bytes: artifact.bytes,
    subdirectory: artifact.subdirectory ?? '',
    extras: artifact.extras ?? [],
    isPublic: artifact.isPublic === true,
    builtFrom: artifact.builtFrom?.sha256 ?? null,
    setAsideAt: new Date(nowMs).toISOString(),
    verdict,
    score,
    reasons: reasons.map(untrusted),
    findings: findings.map(({ rule, severity, message, file, line, snippet }) => ({ rule, severity, message, file: file ?? null, line: line ?? null, snippet: snippet ?? null })),
    gaps: gaps.map(({ what, why }) => ({ what, why })),
    ruleset,
  };
}
