import type { Severity } from '../core/finding.js';
import type { NameFacts, SimilarName } from '../core/names/name-facts.js';
import { defineRule } from '../core/rule.js';

function severityOf({ requested, rank }: NameFacts, { strength }: SimilarName): Severity {
  if (strength === 'middle') return requested ? 'medium' : 'low';
  return requested && rank === null ? 'critical' : 'medium';
}

export default defineRule({
  kind: 'name',
  title: 'Has a name that is easily taken for a popular one',
  docs: `Attackers publish malware under names that a slip of the finger or of the eye makes out of popular ones: two letters
swapped, one doubled or left out, a neighbouring key, a look-alike (0/o, 1/l/i, rn/m, vv/w), words in another order.

A name is compared with the most popular 5,000 projects; the 15,000 most popular are never suspected. How the names differ
decides. Strong kinds (swapped, doubled, omitted, neighbouring, vowel for vowel, look-alike) are rare among honest names (1 in
1,000): such a name is blocked when you typed it or when it stands in a requirements file, and a warning when it came as a
dependency, since nobody mistyped it there. Middle kinds (another single letter, two letters in a long name, separators, words in
another order, a python- or py- prefix) are mostly honest: a warning when you named it, else only listed.
Any other single letter in a name of six or more says nothing by itself; what such a package does then decides as strictly as in
a tiny one.

What to do: compare the name with the project's documentation. If it is what you meant, put it on the allowlist.

Out of scope: names that add a whole word to a popular one (requests-something), changes of a version number or of the first letter
outside the 100 most popular projects, and short words that differ behind a common prefix: too many honest names are made like that.`,

  check: (facts) => {
    const { similar } = facts;
    if (similar === null || similar.strength === 'faint') return [];
    const isStrong = similar.strength === 'strong';
    return [
      {
        severity: severityOf(facts, similar),
        confidence: isStrong ? 'high' : 'medium',
        message: `${isStrong ? 'Typosquat' : 'Possible typosquat'} of '${similar.name}' (distance: ${similar.distance})`,
        advice: `If you meant ${similar.name}, install that instead.`,
      },
    ];
  },
});
