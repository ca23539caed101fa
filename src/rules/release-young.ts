import { ageOf, DAY_MS, inWords } from '../core/ages.js';
import { defineRule } from '../core/rule.js';

const YOUNG_MS = 7 * DAY_MS;

export default defineRule({
  kind: 'project',
  title: 'Is a version that appeared less than a week ago',
  docs: `A stolen account shows in a new version of an old project, and others often find it within a few days. Most new
versions are honest, so this is information only.

What to do: set min_age = "3d" in the configuration, and depsec takes the newest version that is old enough.

Out of scope: projects that are young themselves (they have a finding of their own), and private indexes.`,

  check: ({ project, now, version }) => {
    const [first, released] = [ageOf(project?.firstReleaseAt ?? null, now), ageOf(project?.releasedAt ?? null, now)];
    if (first === null || released === null || first < YOUNG_MS || released >= YOUNG_MS) return [];
    return [{ severity: 'info', message: `Version ${version} is ${inWords(released)} old` }];
  },
});
