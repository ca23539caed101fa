import { isExample } from '../core/examples.js';
import type { Severity } from '../core/finding.js';
import { defineRule } from '../core/rule.js';

// A marker for type checkers, which is empty or holds one word (PEP 561).
const isMarker = (path: string): boolean => /\.typed$/i.test(path);

function severityOf(path: string): Severity {
  if (isExample(path)) return 'low';
  return isMarker(path) ? 'critical' : 'medium';
}

export default defineRule({
  kind: 'content',
  title: 'A file with the name of a text that holds encrypted or packed bytes',
  docs: `A payload that is encrypted says nothing to a scanner, and under the name of a text (py.typed, a README, settings) nobody looks for it. Nothing that reads such a file by its name could make anything of it,
and among thousand popular wheels not one has such a file.

What to do: find out what reads the file.

Out of scope: files below 4 KB, and data under names of data.`,

  check: ({ hidden, path }) =>
    hidden.filter(({ kind }) => kind === 'scrambled').map(({ what }) => ({ severity: severityOf(path), isStrong: !isExample(path), message: what })),
});
