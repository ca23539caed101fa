import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Severity } from '../core/finding.js';
import type { Shape, SourceFacts } from '../core/facts/source-facts.js';

const WORDS: Readonly<Record<Shape, string>> = {
  'hidden-column': 'stands so far to the right that no editor shows it',
  'spelled-names': 'puts the names of what it uses together letter by letter, or finds it where nobody looks',
  'hex-escapes': 'writes plain letters as hex escapes',
  packer: 'is wrapped by an obfuscator',
  'one-literal': 'is hardly more than one literal',
  'name-soup': 'has names that nobody can tell apart',
  'foreign-names': 'has names that nobody can type',
};

/** Shapes that count: tables, generated parsers and declarations for C are one literal too, so that says something only where data is run; a compiler is given none of it. */
function shapesOf(facts: SourceFacts): SourceFacts['shapes'] {
  const runsData = facts.calls('exec').length > 0 || facts.calls('process').some(({ traits }) => !traits.has('build-tool'));
  const first = new Map(facts.shapes.toReversed().map((fact) => [fact.shape, fact]));
  const isSpelled = first.has('spelled-names') || first.has('packer');
  return [...first.values()].toReversed().filter(({ shape }) => shape !== 'one-literal' || runsData || isSpelled);
}

function severityOf(facts: SourceFacts, shapes: SourceFacts['shapes']): Severity {
  if (!runsUnasked(facts.runs)) return 'low';
  if (facts.runs === 'install' || shapes.length > 1 || shapes.some(({ shape }) => shape === 'hidden-column')) return 'critical';
  return 'low';
}

export default defineRule({
  kind: 'source',
  title: 'Code in the shape that obfuscators leave',
  docs: `Code that is published to be used can be read. Names out of one or two letters, plain text in hex, one literal that is most of a file, statements behind eighty blanks and the runtimes of packers
keep readers and scanners from seeing what the code does. One such shape alone can be generated code or a table; two in one file, or one in a setup.py, have no honest reason.
What to do: do not install what you cannot read. Out of scope: minified code in other languages, and obfuscation that only renames.`,

  check: (facts) => {
    const shapes = shapesOf(facts);
    const [first] = shapes;
    if (!first) return [];
    // Foreign letters are how some people write; hidden code is not.
    const isStrong = shapes.length > 1 || (first.shape !== 'foreign-names' && (first.shape === 'hidden-column' || first.shape === 'packer' || first.shape === 'spelled-names' || facts.calls('exec').some(({ when }) => runsUnasked(when))));
    return [{ severity: severityOf(facts, shapes), isStrong, message: `code that runs ${inWords(facts.runs)} ${shapes.map(({ shape }) => WORDS[shape]).join(', ')}`, at: first }];
  },
});
