import { ageOf, DAY_MS, inWords } from '../core/ages.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import { busiestDay, silenceBefore } from '../core/release-pace.js';

const RECENT_MS = 30 * DAY_MS;

export default defineRule({
  kind: 'project',
  title: 'Has versions at an odd pace',
  docs: `Attackers publish version after version until one works, or wake up a project that has been silent for years and whose
account they have taken over. Honest projects do both now and then, so this is only listed.

What to do: look at what changed in the version, and who published it.

Out of scope: bursts that are more than 30 days old, and private indexes.`,

  check: ({ project, now }) => {
    if (project === null) return [];
    const found: RuleFinding[] = [];
    const burst = busiestDay(project.releaseTimes.filter((at) => (ageOf(at, now) ?? 0) < RECENT_MS));
    if (burst !== null) found.push({ severity: 'low', confidence: 'medium', message: `${burst} versions appeared within 24 hours` });
    const silence = silenceBefore(project, now);
    if (silence !== null) found.push({ severity: 'low', confidence: 'medium', message: `The first version after ${inWords(silence)} without any` });
    return found;
  },
});
