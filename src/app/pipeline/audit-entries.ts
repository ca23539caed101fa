import type { Decision, Waived } from '../../core/decision.js';
import type { JudgingCommand } from '../../core/run.js';
import type { AuditEntry } from '../../store/audit-log.js';

/** Which waivers were used, each once: a log that shows a package let in must show by whose word. */
function waivedRecords(waived: readonly Waived[]): readonly object[] {
  const used = new Set(waived.map(({ waiver }) => waiver));
  return [...used].map((waiver) => ({ names: waiver.kind === 'code' ? waiver.rule : waiver.advisory, reason: waiver.reason, until: waiver.until, where: waiver.where }));
}

/** The audit log's lines for a run's decisions: what was judged, how, why, and what follows from it. */
export function judgementEntries(command: JudgingCommand, decisions: readonly Decision[]): readonly AuditEntry[] {
  return decisions.map(({ report, verdict, action, score, reasons, waived, cleared }) => ({
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
    ...(waived.length === 0 ? {} : { waived: waivedRecords(waived) }),
  }));
}
