import type { Decision } from '../../core/decision.js';
import { severities } from '../../core/finding.js';
import type { Finding, Gap, GapKind, Severity } from '../../core/finding.js';
import type { Verbosity } from '../../core/run.js';
import type { Waiver } from '../../core/waiver.js';
import { findingLines } from './finding-lines.js';
import type { Ink } from './ink.js';
import { isEvidence, tellsGap } from './reasons.js';

/** What the evidence of one package depends on besides the decision. */
export interface EvidenceView {
  readonly ink: Ink;
  readonly headline: string;
  readonly verbosity: Verbosity;
}

// Below this a finding is a capability or a trifle, which nobody asked to see.
const LEAST: Readonly<Record<Verbosity, Severity>> = { quiet: 'medium', normal: 'medium', verbose: 'low', 'very-verbose': 'info' };
const MOST_LINES: Readonly<Record<Verbosity, number>> = { quiet: 5, normal: 5, verbose: Infinity, 'very-verbose': Infinity };
// `service` gaps are the same for every package of a run: they are told once, at its end.
const DECIDING_GAPS: ReadonlySet<GapKind> = new Set(['runs', 'latent']);

export const isDetailed = (verbosity: Verbosity): boolean => verbosity === 'verbose' || verbosity === 'very-verbose';

const rankOf = (severity: Severity): number => severities.indexOf(severity);

const waiverFor = (seen: Finding | Gap, { waived }: Decision): Waiver | null => waived.find((each) => each.seen === seen)?.waiver ?? null;

function shownFindings(decision: Decision, verbosity: Verbosity): readonly Finding[] {
  if (decision.verdict === 'safe' && !isDetailed(verbosity)) return [];
  // What is waived has its line among the reasons.
  const counting = isDetailed(verbosity) ? decision.report.findings : decision.report.findings.filter((finding) => waiverFor(finding, decision) === null);
  const worstFirst = counting.toSorted((a, b) => rankOf(b.severity) - rankOf(a.severity));
  const grave = worstFirst.filter(({ severity }) => rankOf(severity) >= rankOf(LEAST[verbosity]));
  // A verdict that rests on trifles alone must not stand there without a reason.
  return grave.length > 0 ? grave : worstFirst.filter(({ severity }) => severity === 'low');
}

function shownGaps(decision: Decision, verbosity: Verbosity): readonly Gap[] {
  const { verdict, report } = decision;
  if (verbosity === 'very-verbose') return report.gaps;
  if (verbosity === 'verbose') return report.gaps.filter(({ kind }) => kind !== 'service');
  return verdict === 'safe' ? [] : report.gaps.filter((gap) => DECIDING_GAPS.has(gap.kind) && waiverFor(gap, decision) === null);
}

function gapLines(gap: Gap, { ink, headline }: EvidenceView): readonly string[] {
  if (tellsGap(headline, gap)) return [];
  return ink.item(2, ink.arrow, `could not check ${ink.quote(gap.what, ink.width)}: ${ink.quote(gap.why)}`);
}

function capped(blocks: readonly (readonly string[])[], { ink, verbosity }: EvidenceView): readonly string[] {
  const filled = blocks.filter((block) => block.length > 0);
  const left = filled.length - MOST_LINES[verbosity];
  const more = left > 0 ? [ink.faint(`    and ${left} more (--verbose shows them)`)] : [];
  return [...filled.slice(0, MOST_LINES[verbosity]).flat(), ...more];
}

/** Reasons that are no findings: what the user's own lists, mode and flags had to say. */
function furtherReasons({ report, reasons }: Decision, ink: Ink): readonly string[] {
  const others = reasons.slice(1).filter((reason) => !isEvidence(reason, report));
  return others.flatMap((reason) => ink.item(2, ink.arrow, ink.quote(reason)));
}

function adviceLines(findings: readonly Finding[], ink: Ink): readonly string[] {
  const advice = new Set(findings.flatMap((finding) => (finding.advice === undefined ? [] : [finding.advice])));
  return [...advice].slice(0, 3).flatMap((sentence) => ink.item(2, 'Next:', ink.quote(sentence)));
}

const isAtSamePlace = (one: Finding, other: Finding | undefined): boolean => one.line !== undefined && one.file === other?.file && one.line === other?.line && one.snippet === other?.snippet;

/** The lines under a verdict: findings worst first, what could not be checked, what the user's own settings said, and what to do next. */
export function evidence(decision: Decision, view: EvidenceView): readonly string[] {
  const { ink, headline, verbosity } = view;
  const findings = shownFindings(decision, verbosity);
  const explained = new Set<string>();
  const blocks = findings.map((finding, index) => {
    const explains = !explained.has(finding.rule);
    explained.add(finding.rule);
    const isSamePlace = isAtSamePlace(finding, findings[index - 1]) && finding.message !== headline;
    return findingLines(finding, { ink, headline, explains, isSamePlace, isDetailed: isDetailed(verbosity), waiver: waiverFor(finding, decision) });
  });
  const gaps = shownGaps(decision, verbosity).map((gap) => gapLines(gap, view));
  return [...capped(blocks, view), ...capped(gaps, view), ...furtherReasons(decision, ink), ...adviceLines(findings, ink)];
}
