import type { Look, Run } from '../../core/run.js';
import { isDetailed } from './evidence.js';
import { inkFor } from './ink.js';
import type { Ink } from './ink.js';
import { nextSteps } from './next-steps.js';
import { noticeLines, outcome, overriddenLines, problemLines, satisfiedLines, serviceGapLines, unreadDataLines } from './run-lines.js';
import { summary } from './summary.js';

function remarks(run: Run, look: Look, ink: Ink): readonly string[] {
  const { decisions, notices, satisfied } = run;
  return [
    ...notices.flatMap((notice) => noticeLines(notice, ink)),
    ...serviceGapLines(decisions, isDetailed(look.verbosity), ink),
    ...(isDetailed(look.verbosity) ? [] : unreadDataLines(decisions, ink)),
    ...satisfiedLines(satisfied, isDetailed(look.verbosity), ink),
  ];
}

function ending(run: Run, look: Look, ink: Ink): readonly string[] {
  const spent = look.verbosity === 'very-verbose' ? [`Took ${(run.elapsedMs / 1000).toFixed(1)} s.`] : [];
  const text = look.verbosity === 'quiet' ? '' : outcome(run);
  const result = text === '' ? [] : ink.prose(0, text);
  return [...overriddenLines(run, ink), ...spent, ...result, summary(run, ink)];
}

/** Puts a blank line between groups, and before the first one where evidence stands above it. A group of nothing takes no room. */
function spaced(groups: readonly (readonly string[])[], isBelowEvidence: boolean): readonly string[] {
  const filled = groups.filter((group) => group.length > 0);
  return filled.flatMap((group, index) => (index > 0 || (isBelowEvidence && filled.length > 1) ? ['', ...group] : group));
}

/**
 * Everything to print after the packages: what could not be judged or asked, what to do about blocks, what happened, and the
 * summary as the last line. Escaped and coloured lines without newlines.
 */
export function closing(run: Run, look: Look): readonly string[] {
  const ink = inkFor(look);
  const isQuiet = look.verbosity === 'quiet';
  const stray = run.problems.flatMap((problem) => problemLines(problem, ink));
  const groups = isQuiet
    ? [[...stray, ...ending(run, look, ink)]]
    : [[...stray, ...remarks(run, look, ink)], nextSteps(run, look.verbosity, ink), ending(run, look, ink)];
  return spaced(groups, run.decisions.some(({ verdict }) => verdict !== 'safe'));
}
