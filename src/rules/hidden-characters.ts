import type { ContentFacts, HiddenKind, HiddenText } from '../core/facts/content-facts.js';
import { inWords, runsUnasked } from '../core/context.js';
import { isExample } from '../core/examples.js';
import type { Severity } from '../core/finding.js';
import { defineRule } from '../core/rule.js';

/** Hardly anybody writes so by mistake, and what it hides is code. */
const HIDES_CODE: ReadonlySet<HiddenKind> = new Set(['folded-name', 'encoding']);

function severityOf({ kind }: HiddenText, { runs, path }: ContentFacts): Severity {
  if (HIDES_CODE.has(kind)) return runsUnasked(runs) && !isExample(path) ? 'critical' : 'medium';
  return isExample(path) ? 'low' : 'medium';
}

export default defineRule({
  kind: 'content',
  title: 'Source that is not what it looks like',
  docs: `Reviewers judge what an editor shows. Controls that turn the direction of text (CVE-2021-42574), letters that do not show, rows of invisible characters that carry bytes, names that Python folds into exec or os,
Cyrillic doubles of such names, a carriage return behind a comment and encodings like rot13 or utf-7 make Python run something else than that.
Rows of invisible characters in a README or in rules for agents speak to language models, and to nobody else.

What to do: look at the line with an editor that shows such characters.

Out of scope: right-to-left and joined letters, emoji and byte-order marks, which are honest text; doubles of names that nobody needs to hide; strings that are printed.`,

  check: (facts) =>
    facts.hidden.filter(({ kind }) => kind !== 'scrambled').map((hidden) => ({
      severity: severityOf(hidden, facts),
      isStrong: !isExample(facts.path) && hidden.kind !== 'look-alike' && hidden.kind !== 'direction',
      message: facts.kind === 'python' ? `${hidden.what}, in code that runs ${inWords(facts.runs)}` : hidden.what,
      at: hidden,
    })),
});
