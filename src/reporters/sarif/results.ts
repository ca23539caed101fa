import type { Decision } from '../../core/decision.js';
import type { Finding, Gap } from '../../core/finding.js';
import type { Look, Run } from '../../core/run.js';
import { anchors, type Anchor } from '../graph/anchor.js';
import { dependencies } from '../graph/dependencies.js';
import { restsOnEvidence } from '../table/reasons.js';
import { baselineState } from '../words/baseline-state.js';
import { isRemarkable, ownReasons } from '../words/findings.js';
import { waiverOf } from '../words/waived.js';
import { fingerprint, type Occurrences } from './fingerprint.js';
import { codeFlows, memberLocations, primaryLocation } from './locations.js';
import { messageText } from './message.js';
import { LEVEL, SECURITY_SEVERITY, type Found } from './result.js';

/** A package with what its results have in common. */
interface Subject {
  readonly decision: Decision;
  readonly anchor: Anchor | null;
  readonly seen: Occurrences;
}

const titleOf = ({ report: { artifact } }: Decision): string => (artifact.version === '' ? artifact.name : `${artifact.name} ${artifact.version}`);

function sentence({ decision, anchor }: Subject, message: string): { readonly text: string } {
  const by = anchor?.by ? ` (needed by ${anchor.by})` : '';
  return messageText(`${titleOf(decision)}${by}: ${message}`);
}

function packageProperties({ report: { artifact }, verdict, action }: Decision): object {
  return { package: artifact.name, version: artifact.version, verdict, action };
}

// A waiver is written down outside of the code, and somebody has accepted it: code scanning closes the alert with the reason.
function suppressions(decision: Decision, seen: Finding | Gap): object {
  const waiver = waiverOf(decision, seen);
  return waiver === null ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: `${waiver.reason} (until ${waiver.until}, ${waiver.where})` }] };
}

// Of every result or of none, as the specification wants it.
function compared(decision: Decision, seen: Finding | Gap | 'risk'): object {
  const state = baselineState(decision, seen);
  return state === null ? {} : { baselineState: state };
}

function findingResult(subject: Subject, finding: Finding): Found {
  const { decision, anchor, seen } = subject;
  const { artifact } = decision.report;
  const { advisory } = finding;
  const ruleId = advisory?.id ?? finding.rule;
  const parts = advisory === undefined ? [finding.rule, artifact.name, finding.file ?? '', finding.snippet ?? finding.message] : [advisory.id, artifact.name];
  const securitySeverity = advisory?.cvss ?? SECURITY_SEVERITY[finding.severity];
  return {
    ruleId, securitySeverity,
    rule: finding.rule,
    advisory: advisory ?? null,
    result: {
      ruleId,
      ...(finding.severity === 'info' ? { kind: 'informational' } : {}),
      level: LEVEL[finding.severity],
      message: sentence(subject, `${finding.message}${finding.advice === undefined ? '' : `. ${finding.advice}`}`),
      locations: [primaryLocation(artifact, anchor, finding)],
      relatedLocations: memberLocations(artifact, anchor, finding),
      ...codeFlows(artifact, finding),
      ...suppressions(decision, finding),
      ...compared(decision, finding),
      partialFingerprints: { 'depsecFinding/v1': fingerprint(parts, seen) },
      properties: { ...packageProperties(decision), severity: finding.severity, confidence: finding.confidence, 'security-severity': securitySeverity.toFixed(1) },
    },
  };
}

interface Remark {
  /** What it has besides what all have. */
  readonly more: object;
  readonly rule: 'could-not-check' | 'own-decision';
  readonly message: string;
  /** What tells it from others of its kind. */
  readonly key: string;
}

function remarkResult(subject: Subject, remark: Remark): Found {
  const { rule, message, key } = remark;
  const { decision, anchor, seen } = subject;
  const isBlock = decision.verdict === 'blocked';
  return {
    rule, ruleId: rule, advisory: null,
    securitySeverity: isBlock ? SECURITY_SEVERITY.high : SECURITY_SEVERITY.medium,
    result: {
      ruleId: rule,
      level: isBlock ? 'error' : 'warning',
      message: sentence(subject, message),
      locations: [primaryLocation(decision.report.artifact, anchor)],
      ...remark.more,
      partialFingerprints: { 'depsecFinding/v1': fingerprint([rule, decision.report.artifact.name, key], seen) },
      properties: packageProperties(decision),
    },
  };
}

const gapRemark = (decision: Decision, gap: Gap): Remark => ({ rule: 'could-not-check', message: `could not check ${gap.what}: ${gap.why}`, key: gap.what, more: { ...suppressions(decision, gap), ...compared(decision, gap) } });

function resultsOfPackage(subject: Subject, isShown: (finding: Finding) => boolean): readonly Found[] {
  const { report, verdict } = subject.decision;
  const gaps = report.gaps.filter(({ kind }) => kind === 'runs' || kind === 'latent').map((gap) => gapRemark(subject.decision, gap));
  const own = verdict === 'safe' || restsOnEvidence(subject.decision) ? [] : ownReasons(subject.decision).slice(0, 1).map((reason): Remark => ({ rule: 'own-decision', message: reason, key: reason, more: compared(subject.decision, 'risk') }));
  return [...report.findings.filter(isShown).map((finding) => findingResult(subject, finding)), ...[...gaps, ...own].map((remark) => remarkResult(subject, remark))];
}

/**
 * Everything that speaks against a package or stops it, in the order of the run. Capabilities (`info`), some six of which any package has, are
 * results only with -vv: code scanning opens an alert for each.
 */
export function resultsOf({ decisions }: Run, { verbosity }: Pick<Look, 'verbosity'>): readonly Found[] {
  const isShown = (finding: Finding): boolean => verbosity === 'very-verbose' || isRemarkable(finding);
  const places = anchors(decisions, dependencies(decisions));
  const seen: Occurrences = new Map();
  return decisions.flatMap((decision, index) => resultsOfPackage({ decision, seen, anchor: places[index] ?? null }, isShown));
}
