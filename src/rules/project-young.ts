import { ageOf, DAY_MS, dayOf, inWords } from '../core/ages.js';
import { defineRule } from '../core/rule.js';

const YOUNG_MS = 7 * DAY_MS;

export default defineRule({
  kind: 'project',
  title: 'Is a project that appeared less than a week ago',
  docs: `Most malicious projects are found and removed within days, so a name that nobody knew a week ago has not stood the
first test yet. This warns, whoever published it.

What to do: wait a few days, or read the code before you install it. --min-age keeps such files away altogether.

Out of scope: projects of a private index, and indexes that do not tell when files were uploaded.`,

  check: ({ project, now }) => {
    const first = project?.firstReleaseAt ?? null;
    const age = ageOf(first, now);
    if (first === null || age === null || age >= YOUNG_MS) return [];
    return [{ severity: 'medium', message: `The project is ${inWords(age)} old: its first file appeared on ${dayOf(first)}`, advice: 'Wait a few days, or read the code first.' }];
  },
});
