import type { Look, Run } from '../../core/run.js';
import { isDetailed } from './evidence.js';
import { inkFor } from './ink.js';
import type { Ink } from './ink.js';
import { nextSteps } from './next-steps.js';
import { noticeLines, outcome, overriddenLines, problemLines, serviceGapLines, unreadDataLines } from './run-lines.js';
import { summary } from './summary.js';

function remarks(run: Run, look: Look, ink: Ink): readonly string[] {
  const { decisions, notices, satisfied } = run;
  const present = isDetailed(look.verbosity) ? satisfied : [];
  return [
    ...notices.flatMap((notice) => noticeLines(notice, ink)),
    ...serviceGapLines(decisions, ink),
    ...(isDetailed(look.verbosity) ? [] : unreadDataLines(decisions, ink)),
    ...present.flatMap(({ name, version }) => ink.paragraph(0, `Already installed: ${ink.quote(name)} (${ink.quote(version, 40)})`)),
  ];
}

function ending(run: Run, look: Look, ink: Ink): readonly string[] {
  const spent = look.verbosity === 'very-verbose' ? [`Took ${(run.elapsedMs / 1000).toFixed(1)} s.`] : [];
  const result = run.command === 'install' && look.verbosity !== 'quiet' ? [outcome(run)] : [];
  return [...overriddenLines(run, ink), ...spent, ...result, summary(run, ink)];
}

/** Puts a blank line before each group but the first; a group of nothing takes no room. */
function spaced(groups: readonly (readonly string[])[]): readonly string[] {
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : ['', ...group]));
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
    : [[...stray, ...remarks(run, look, ink)], nextSteps(run.decisions, look.verbosity, ink), ending(run, look, ink)];
  return spaced(groups);
}
