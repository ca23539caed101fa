import { ageOf, DAY_MS } from '../core/ages.js';
import { defineRule } from '../core/rule.js';

const YOUNG_MS = 30 * DAY_MS;

export default defineRule({
  kind: 'project',
  title: 'Can be published by one single account',
  docs: `One account is one password away from everybody who installs the project. Most projects have just one, so this is
information, and listed for a project younger than 30 days.

What to do: nothing by itself. It counts towards the composite risk.

Out of scope: indexes that do not tell who may publish.`,

  check: ({ project, now }) => {
    if (project?.maintainers !== 1) return [];
    const age = ageOf(project.firstReleaseAt, now);
    return [{ severity: age !== null && age < YOUNG_MS ? 'low' : 'info', message: 'One single account can publish this project' }];
  },
});
