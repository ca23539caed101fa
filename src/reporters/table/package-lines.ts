import type { Decision, Verdict } from '../../core/decision.js';
import type { Look } from '../../core/run.js';
import { evidence, isDetailed } from './evidence.js';
import { flow, wordsOf } from './flow.js';
import { inkFor } from './ink.js';
import type { Ink } from './ink.js';

/** Up to so many packages get a line each; above that the safe ones are only counted. */
const MOST_LISTED = 20;

type Mark = Verdict | 'quarantined';

const SIGNS: Readonly<Record<Mark, string>> = { safe: '✓ Safe', warned: '! Warning', blocked: '✗ Blocked', quarantined: '✗ Quarantined' };
const ASCII_SIGNS: Readonly<Record<Mark, string>> = { safe: 'ok', warned: 'warn', blocked: 'BLOCKED', quarantined: 'QUARANTINED' };

/** True when a run of `packages` packages shows this one by itself instead of only counting it. */
export function isListed(decision: Decision, packages: number, { verbosity }: Look): boolean {
  const isStopped = decision.verdict === 'blocked' || decision.cleared === null;
  if (verbosity === 'quiet') return isStopped;
  return isStopped || isDetailed(verbosity) || decision.verdict !== 'safe' || packages <= MOST_LISTED;
}

function markOf({ action, verdict }: Decision, look: Look, ink: Ink): string {
  const mark = action === 'quarantine' ? 'quarantined' : verdict;
  const words = look.unicode ? SIGNS[mark] : ASCII_SIGNS[mark];
  const colours: Readonly<Record<Mark, (text: string) => string>> = { safe: ink.good, warned: ink.caution, blocked: ink.bad, quarantined: ink.bad };
  return colours[mark](words);
}

function headlineOf({ reasons, report, verdict }: Decision): string {
  if (verdict === 'safe' && reasons.length === 0) return '';
  return reasons[0] ?? report.findings[0]?.message ?? '';
}

function origin({ report: { artifact }, verdict }: Decision, { verbosity }: Look, ink: Ink): readonly string[] {
  // Name and version already tell an index file; of a scanned path the reader needs to know where it lies.
  const isTold = verdict === 'safe' || artifact.shownAs === artifact.fileName;
  return isTold && !isDetailed(verbosity) ? [] : ink.paragraph(2, `file ${ink.quote(artifact.shownAs)}`).map(ink.faint);
}

function scores({ score, risk, report, reasons }: Decision, look: Look, ink: Ink): readonly string[] {
  if (!isDetailed(look.verbosity)) return [];
  const messages: ReadonlySet<string> = new Set(report.findings.map(({ message }) => message));
  const others = reasons.slice(1).filter((reason) => !messages.has(reason));
  const known = risk === null ? 'risk not known' : `risk ${Math.round(risk)} of 100`;
  const spent = Object.entries(report.timings).map(([tier, ms]) => `${ink.quote(tier)} ${ms.toFixed(1)} ms`);
  return [
    ...others.flatMap((reason) => ink.paragraph(2, 'also:', ink.quote(reason))),
    ink.faint(`  score ${score.toFixed(2)} ${ink.dot} ${known} ${ink.dot} ${report.cached ? 'from the cache' : 'analysed now'}`),
    ...(look.verbosity === 'very-verbose' && spent.length > 0 ? ink.paragraph(2, `time: ${spent.join(', ')}`).map(ink.faint) : []),
  ];
}

/**
 * Everything to print about one package: its verdict, and as much of the evidence as `look.verbosity` asks for. Lines without
 * newlines, escaped and coloured, ready for the terminal. The first starts at the margin, the others are indented.
 */
export function packageLines(decision: Decision, look: Look): readonly string[] {
  const ink = inkFor(look);
  const { name, version } = decision.report.artifact;
  const headline = headlineOf(decision);
  const reason = headline === '' ? [] : [ink.dash, ...wordsOf(ink.quote(headline))];
  const words = ['Analyzing', ink.quote(name, ink.width - 4), `(${ink.quote(version, 40)})`, markOf(decision, look, ink), ...reason];
  return [
    ...flow(words, { first: 0, rest: 4, width: ink.width }),
    ...origin(decision, look, ink),
    ...evidence(decision, { ink, headline, verbosity: look.verbosity }),
    ...scores(decision, look, ink),
  ];
}
