import { declaredDescription, declaredValues } from '../core/facts/declared-metadata.js';
import { defineRule } from '../core/rule.js';

/** Characters below which a text says nothing: "My first package". */
const SHORTEST_TEXT = 20;

export default defineRule({
  kind: 'package',
  title: 'Says nothing, or next to nothing, about itself',
  docs: `Malware is uploaded in haste, often with no description or a few words of filler. Small honest projects do the same,
so a package without any text is only listed, and one that has a summary but no description is noted as information.

What to do: find out what the package is for before you rely on it.

Out of scope: descriptions copied from another project, and the age of the project, which only an index knows (several lacks in a
project younger than 30 days weigh more).`,

  check: ({ metadata }) => {
    if (metadata === null || declaredDescription(metadata).length >= SHORTEST_TEXT) return [];
    const summary = declaredValues(metadata, ['summary'])[0] ?? '';
    if (summary.length >= SHORTEST_TEXT) return [{ severity: 'info', message: 'The package has a summary but no description' }];
    return [{ severity: 'low', message: 'The package has no description, or a very short one', lack: 'a description' }];
  },
});
