import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'project',
  title: 'Is a version that the index has no longer',
  docs: `The index knows the project and does not list this version. It was deleted, by the publisher or by the index, and malware
is what indexes delete most.

What to do: find out why it is gone, and take a version that is there.

Out of scope: projects that are gone as a whole, and versions that were never on the index that is asked.`,

  check: ({ project, version }) => (project === null || project.isListed ? [] : [{ severity: 'medium', message: `The index does not list version ${version} any more` }]),
});
