import type { Decision } from '../../core/decision.js';
import type { JudgingCommand } from '../../core/run.js';
import type { AuditEntry } from '../../store/audit-log.js';

/** The audit log's lines for a run's decisions: what was judged, how, why, and what follows from it. */
export function judgementEntries(command: JudgingCommand, decisions: readonly Decision[]): readonly AuditEntry[] {
  return decisions.map(({ report, verdict, action, score, reasons, cleared }) => ({
    event: verdict === 'blocked' && cleared !== null ? 'override' : 'judgement',
    command,
    name: report.artifact.name,
    version: report.artifact.version,
    sha256: report.artifact.sha256,
    ...(report.artifact.builtFrom === undefined ? {} : { builtFrom: report.artifact.builtFrom.sha256 }),
    ...(report.artifact.neededToBuild === undefined ? {} : { neededToBuild: report.artifact.neededToBuild }),
    verdict,
    action,
    score,
    reasons,
    rules: [...new Set(report.findings.map(({ rule }) => rule))],
    gaps: report.gaps.map(({ what, why }) => ({ what, why })),
  }));
}
