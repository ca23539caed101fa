import { ageOf, DAY_MS } from './ages.js';
import type { IndexProject } from './facts/project-facts.js';

/** So many versions in one day are no ordinary day's work. */
const BURST = 10;
const SILENCE_MS = 2 * 365 * DAY_MS;
/** How long a version counts as the one that broke the silence. */
const AWAKE_MS = 30 * DAY_MS;

/** The most versions within any 24 hours where those are a burst, else null. `times`: oldest first. */
export function busiestDay(times: readonly number[]): number | null {
  let most = 0;
  let start = 0;
  for (const [at, time] of times.entries()) {
    while (time - (times[start] ?? time) > DAY_MS) start += 1;
    most = Math.max(most, at - start + 1);
  }
  return most >= BURST ? most : null;
}

/** How long the project was silent before this version, where that is years and the version is new; else null. */
export function silenceBefore({ releasedAt, releaseTimes }: Pick<IndexProject, 'releasedAt' | 'releaseTimes'>, now: number): number | null {
  if (releasedAt === null || (ageOf(releasedAt, now) ?? 0) >= AWAKE_MS) return null;
  const before = releaseTimes.findLast((time) => time < releasedAt);
  return before !== undefined && releasedAt - before >= SILENCE_MS ? releasedAt - before : null;
}
