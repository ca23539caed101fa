import type { Analyser } from '../../src/analysis/analyser.js';
import { defineRule, type Rule } from '../../src/core/rule.js';
import type { SourceFacts } from '../../src/core/facts/source-facts.js';

const QUIET = { imports: [], executes: [], texts: [], shapes: [], loads: { imports: [], calls: [], mentions: [], literals: [], files: [], folders: [], requires: [], runRequires: [], entryPoints: [], changesArguments: false }, calls: () => [], flows: () => [] };

/** Facts that know the file and when it runs, and nothing else. */
const factsOf = (path: string, runs: SourceFacts['runs']): SourceFacts => ({ path, runs, ...QUIET });

/** An analyser with these rules whose reader parses nothing. */
export function analyserWith(rules: Readonly<Record<string, Rule>>): Analyser {
  return {
    rules,
    loadParser: () => Promise.reject(new Error('no test here parses Python')),
    readSource: (file) =>
      Promise.resolve({ facts: factsOf(file.path, file.runs), literalLength: 0, concerns: 0, lines: () => file.bytes.toString('utf8').split('\n'), gaps: [] }),
  };
}

/** Tells of every Python file when it runs. */
export const tellWhen = defineRule({
  kind: 'source',
  title: 'Tells when a file runs',
  docs: 'Says it. Then more.',
  check: ({ runs }) => [{ severity: 'info', message: runs, at: { line: 1 } }],
});
