import type { Look, Run } from '../../core/run.js';
import { inkFor } from './ink.js';
import { verdictLines } from './package-lines.js';
import { overriddenLines, problemLines, serviceGapLines } from './run-lines.js';
import { summary } from './summary.js';

/** Why a run ends as it does, beside a report that stands elsewhere: what was stopped, a line each, what was not judged, and the summary. */
export function brief(run: Run, look: Look): readonly string[] {
  const ink = inkFor(look);
  const stopped = run.decisions.filter(({ cleared }) => cleared === null);
  const unchecked = run.failClosed === true ? serviceGapLines(run.decisions, true, ink) : [];
  return [...stopped.flatMap((decision) => verdictLines(decision, look)), ...run.problems.flatMap((problem) => problemLines(problem, ink)), ...unchecked, ...overriddenLines(run, ink), summary(run, ink)];
}
