import { DAY_MS, inWords } from '../core/ages.js';
import { defineRule } from '../core/rule.js';

const LATE_MS = 30 * DAY_MS;

export default defineRule({
  kind: 'project',
  title: 'Is a file that was added long after its version',
  docs: `Who takes over an account need not publish a version: a wheel that is added to an old one reaches everybody who pins that
version without hashes. Honest projects add wheels for a new Python later on, so this is only listed.

What to do: pin with hashes (--require-hashes), and compare the file with the others of its version.

Out of scope: private indexes, and indexes that do not tell when files were uploaded.`,

  check: ({ project, version }) => {
    const { addedAt, releasedAt } = project ?? { addedAt: null, releasedAt: null };
    if (addedAt === null || releasedAt === null || addedAt - releasedAt < LATE_MS) return [];
    return [{ severity: 'low', message: `This file was added ${inWords(addedAt - releasedAt)} after the first one of version ${version}` }];
  },
});
