import type { Decision } from '../../core/decision.js';
import type { Finding } from '../../core/finding.js';
import { escapeForCommand, escapeForProperty, workflowCommand } from '../escape/workflow-command.js';
import { waiverOf } from '../words/waived.js';
import type { Anchor } from '../graph/anchor.js';
import { gravestFirst, headline, isRemarkable, ownReasons, placeOf } from '../words/findings.js';
import { tellsGap } from '../table/reasons.js';
import { STANDING_WORDS, standingOf } from '../words/standing.js';
import { isGivenPath } from '../words/given-path.js';

// An annotation holds 64 KB, and shows a few lines before it is unfolded.
const MOST_FINDINGS = 10;

function findingLine(finding: Finding, told: string): string {
  const place = placeOf(finding);
  const code = finding.snippet === undefined ? '' : escapeForCommand(finding.snippet.trim().replace(/[ \t]{5,}/g, ' ... '), 200);
  const message = finding.message === told ? '' : escapeForCommand(finding.message, 500);
  const words = [message, code].filter((word) => word !== '').join(' — ');
  return words === '' ? '' : `${place === '' ? '' : `${escapeForCommand(place, 200)}: `}${words}`;
}

function messageLines(decision: Decision, anchor: Anchor | null): readonly string[] {
  const { report } = decision;
  const first = headline(decision);
  // What is waived does not count here; the line that says by whose word is among the reasons.
  const findings = gravestFirst(report).filter((finding) => isRemarkable(finding) && waiverOf(decision, finding) === null);
  const gaps = report.gaps.filter((gap) => (gap.kind === 'runs' || gap.kind === 'latent') && !tellsGap(first, gap)).map(({ what, why }) => `could not check ${escapeForCommand(`${what}: ${why}`)}`);
  const advice = new Set(report.findings.flatMap((finding) => finding.advice ?? []));
  return [
    ...(first === '' ? [] : [escapeForCommand(first)]),
    ...findings.slice(0, MOST_FINDINGS).map((finding) => findingLine(finding, first)).filter((line) => line !== ''),
    ...(findings.length > MOST_FINDINGS ? [`and ${findings.length - MOST_FINDINGS} more`] : []),
    ...gaps.slice(0, MOST_FINDINGS),
    ...ownReasons(decision).filter((reason) => reason !== first).map((reason) => escapeForCommand(reason)),
    ...[...advice].slice(0, 3).map((words) => `Next: ${escapeForCommand(words)}`),
    ...(anchor?.by ? [`Needed by ${escapeForCommand(anchor.by)}`] : []),
  ];
}

/** The annotation of one package that is not safe, at the line that asks for it where there is one. */
export function packageCommand(decision: Decision, anchor: Anchor | null): string {
  const { name, version, shownAs } = decision.report.artifact;
  const title = escapeForProperty(`${STANDING_WORDS[standingOf(decision)]}: ${name} ${version}`.trim(), 200);
  // A file of an index is nowhere in the repository that the annotation is shown on.
  const file: Readonly<Record<string, string>> = isGivenPath(decision.report.artifact) ? { file: escapeForProperty(shownAs) } : {};
  const place = anchor === null ? file : { file: escapeForProperty(anchor.file), line: String(anchor.line) };
  return workflowCommand(decision.verdict === 'blocked' ? 'error' : 'warning', { ...place, title }, messageLines(decision, anchor));
}
