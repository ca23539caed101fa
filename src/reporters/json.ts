import type { Advisory } from '../core/advisory.js';
import type { Decision } from '../core/decision.js';
import type { Finding, Gap } from '../core/finding.js';
import { defineReporter, type Run } from '../core/run.js';
import { tally } from './counts/tally.js';
import { toJson } from './escape/json.js';
import { baselineState } from './words/baseline-state.js';
import { waiverOf } from './words/waived.js';

/** Fields are added, never changed or removed, while this number stays. data/schema/report-1.schema.json describes them. */
const SCHEMA = 1;

// By whose word it does not count, and whether a baseline had it; both only where there is such a thing.
function standingRecord(decision: Decision, seen: Finding | Gap): object {
  const [waiver, state] = [waiverOf(decision, seen), baselineState(decision, seen)];
  return {
    ...(waiver === null ? {} : { waived: { reason: waiver.reason, until: waiver.until, where: waiver.where } }),
    ...(state === null ? {} : { baseline: state }),
  };
}

function advisoryRecord({ id, aliases, kind, severity, cvss, affected, fixedIn, isDisputed, references, published }: Advisory): object {
  return { id, aliases, kind, severity, cvss, affected, fixed_in: fixedIn, disputed: isDisputed, references, published };
}

function findingRecord(finding: Finding, decision: Decision): object {
  const { rule, severity, confidence, message, file, line, snippet, advisory } = finding;
  return {
    rule, severity, confidence, message, file: file ?? null, line: line ?? null, snippet: snippet ?? null,
    ...(advisory === undefined ? {} : { advisory: advisoryRecord(advisory) }),
    ...standingRecord(decision, finding),
  };
}

function resultRecord(decision: Decision): object {
  const { report, verdict, action, score, risk, reasons } = decision;
  const { artifact, findings, gaps, timings } = report;
  return {
    name: artifact.name,
    version: artifact.version,
    file: artifact.shownAs,
    sha256: artifact.builtFrom?.sha256 ?? artifact.sha256,
    // What the index served stands above; the wheel that was made of it, and installed, here.
    ...(artifact.builtFrom === undefined ? {} : { built: { file: artifact.fileName, sha256: artifact.sha256 } }),
    ...(artifact.neededToBuild === undefined ? {} : { needed_to_build: artifact.neededToBuild }),
    ...(artifact.askedFor === undefined ? {} : { asked_for: { file: artifact.askedFor.file, line: artifact.askedFor.line } }),
    verdict,
    action,
    score,
    risk,
    risk_factors: report.risk?.factors ?? null,
    reasons,
    findings: findings.map((finding) => findingRecord(finding, decision)),
    gaps: gaps.map((gap) => ({ what: gap.what, why: gap.why, ...standingRecord(decision, gap) })),
    timings,
  };
}

function render(run: Run): string {
  const document = {
    schema: SCHEMA,
    depsec: run.depsecVersion,
    ruleset: run.ruleset,
    results: run.decisions.map(resultRecord),
    satisfied: run.satisfied.map(({ name, version }) => ({ name, version })),
    problems: run.problems.map(({ what, why }) => ({ what, why })),
    notices: run.notices.map(({ level, text }) => ({ level, text })),
    summary: tally(run.decisions),
  };
  return `${toJson(document)}\n`;
}

export default defineReporter({ title: 'One JSON document, schema 1', render });
