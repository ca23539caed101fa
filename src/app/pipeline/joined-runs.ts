import type { Run } from '../../core/run.js';

/** Two runs as one; what is said once in both is said once. */
export function joinedRuns(one: Run, other: Run): Run {
  return {
    ...other,
    decisions: [...one.decisions, ...other.decisions],
    satisfied: [...one.satisfied, ...other.satisfied],
    problems: [...one.problems, ...other.problems],
    notices: [...one.notices.filter(({ text }) => !other.notices.some((notice) => notice.text === text)), ...other.notices],
    rules: [...one.rules.filter(({ id }) => !other.rules.some((rule) => rule.id === id)), ...other.rules],
    installed: one.installed || other.installed,
    elapsedMs: one.elapsedMs + other.elapsedMs,
  };
}
