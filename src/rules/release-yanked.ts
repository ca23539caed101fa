import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'project',
  title: 'Is a version that its publisher has withdrawn',
  docs: `The publisher has yanked this version (PEP 592): it is there for those who ask for exactly it, and nobody should take it
anew. Reasons run from a broken build to a security hole. It warns; where you pin it with == it is information only, as in pip.

What to do: take the version that the reason names, or the next one.

Out of scope: versions that were deleted instead.`,

  check: ({ project, pinned, version }) => {
    const reason = project?.yanked ?? null;
    if (reason === null) return [];
    return [{ severity: pinned ? 'info' : 'medium', message: `Version ${version} was yanked by its publisher${reason === '' || reason === 'yanked' ? '' : `: ${reason}`}` }];
  },
});
