import type { Decision } from '../../core/decision.js';
import type { Look } from '../../core/run.js';
import { isGivenPath } from '../words/given-path.js';
import { standingOf, type Standing } from '../words/standing.js';
import { evidence, isDetailed } from './evidence.js';
import { flow, wordsOf } from './flow.js';
import { inkFor } from './ink.js';
import type { Ink } from './ink.js';
import { headlineOf } from './reasons.js';
import { riskLines } from './risk-lines.js';
import { titleOf } from './title.js';

/** Up to so many packages get a line each; above that the safe ones are only counted. */
const MOST_LISTED = 20;

const SIGNS: Readonly<Record<Standing, string>> = { safe: '✓ Safe', warned: '! Warning', blocked: '✗ Blocked', quarantined: '✗ Quarantined' };
const ASCII_SIGNS: Readonly<Record<Standing, string>> = { safe: 'ok', warned: 'warn', blocked: 'BLOCKED', quarantined: 'QUARANTINED' };

/** True when a run of `packages` packages shows this one by itself instead of only counting it. */
export function isListed({ verdict, cleared, reasons }: Decision, packages: number, { verbosity }: Look): boolean {
  const isStopped = verdict === 'blocked' || cleared === null;
  if (verbosity === 'quiet') return isStopped;
  // A safe package with a reason owes its verdict to the allowlist, which nobody should forget about.
  const isRemarkable = isStopped || verdict !== 'safe' || reasons.length > 0;
  return isRemarkable || isDetailed(verbosity) || packages <= MOST_LISTED;
}

function markOf(decision: Decision, look: Look, ink: Ink): string {
  const mark = standingOf(decision);
  const words = look.unicode ? SIGNS[mark] : ASCII_SIGNS[mark];
  const colours: Readonly<Record<Standing, (text: string) => string>> = { safe: ink.good, warned: ink.caution, blocked: ink.bad, quarantined: ink.bad };
  return colours[mark](words);
}

/** What a package that is not installed itself is there for. */
function purpose({ report: { artifact }, verdict }: Decision, ink: Ink): readonly string[] {
  if (artifact.neededToBuild === undefined) return [];
  const words = `to build ${ink.quote(artifact.neededToBuild)}`;
  return verdict === 'safe' ? [ink.faint(`(${words})`)] : [`(${words})`];
}

interface Naming {
  /** Its file stands beside its name: there are others of the same version. */
  readonly namesFile: boolean;
}

function origin({ report, verdict, score }: Decision, { verbosity, namesFile }: Look & Naming, ink: Ink): readonly string[] {
  const { artifact, cached } = report;
  const file = `file ${ink.quote(artifact.shownAs)}`;
  if (isDetailed(verbosity)) {
    const source = artifact.builtFrom === undefined ? [] : [`built from ${ink.quote(artifact.builtFrom.shownAs)}`];
    const facts = [file, ...source, `score ${score.toFixed(2)}`, ...(cached ? ['from cache'] : [])];
    return [...ink.item(2, facts.join(` ${ink.dot} `)), ...riskLines(report.risk ?? null, ink)].map(ink.faint);
  }
  // Name and version already tell an index file; of a scanned path the reader needs to know where it lies.
  return namesFile || verdict === 'safe' || !isGivenPath(artifact) || artifact.builtFrom !== undefined ? [] : ink.item(2, file).map(ink.faint);
}

function timings({ report }: Decision, { verbosity }: Look, ink: Ink): readonly string[] {
  if (verbosity !== 'very-verbose') return [];
  const spent = Object.entries(report.timings).map(([tier, ms]) => `${ink.quote(tier)} ${ms.toFixed(1)} ms`);
  return spent.length === 0 ? [] : ink.item(2, `time: ${spent.join(', ')}`).map(ink.faint);
}

interface Beginning extends Naming {
  readonly first: readonly string[];
}

function headLines(decision: Decision, look: Look, { namesFile, first }: Beginning): readonly string[] {
  const ink = inkFor(look);
  const headline = headlineOf(decision);
  const reason = headline === '' ? [] : [ink.dash, ...wordsOf(ink.quote(headline))];
  const { artifact } = decision.report;
  const words = [...first, ...titleOf(artifact, ink), ...(namesFile ? [ink.quote(artifact.shownAs)] : []), ...purpose(decision, ink), markOf(decision, look, ink), ...reason];
  return flow(words, { first: 0, rest: 4, width: ink.width });
}

/** The verdict on one package and its first reason: one line, or more where it is long. */
export const verdictLines = (decision: Decision, look: Look): readonly string[] => headLines(decision, look, { namesFile: false, first: [] });

/**
 * Everything to print about one package: its verdict, and as much of the evidence as `look.verbosity` asks for. Lines without
 * newlines, escaped and coloured, ready for the terminal. The first starts at the margin, the others are indented.
 */
export function packageLines(decision: Decision, look: Look, { namesFile }: Naming = { namesFile: false }): readonly string[] {
  const ink = inkFor(look);
  const headline = headlineOf(decision);
  return [
    ...headLines(decision, look, { namesFile, first: ['Analyzing'] }),
    ...origin(decision, { ...look, namesFile }, ink),
    ...evidence(decision, { ink, headline, verbosity: look.verbosity }),
    ...timings(decision, look, ink),
  ];
}
