import { ageOf, DAY_MS, inWords } from '../core/ages.js';
import { defineRule } from '../core/rule.js';

const YOUNG_MS = 30 * DAY_MS;
const SEVERAL = 2;

export default defineRule({
  kind: 'project',
  title: 'Is a young project that says next to nothing about itself',
  docs: `No description, no links and no author each say little; two of them in a project younger than 30 days are what throw-away
malware looks like. One alone is only listed, by the rule that is about it.

What to do: find out what the package is for and who made it before you rely on it.

Out of scope: projects of a private index.`,

  check: ({ project, now, lacks }) => {
    const age = ageOf(project?.firstReleaseAt ?? null, now);
    if (age === null || age >= YOUNG_MS || lacks.length < SEVERAL) return [];
    return [{ severity: 'medium', message: `A project of ${inWords(age)} that lacks ${lacks.join(' and ')}` }];
  },
});
