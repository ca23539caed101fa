import type { Rule } from '../core/rule.js';
import type { SourceFacts } from '../core/facts/source-facts.js';
import { runRules, type RuleResults, type RuleSubject } from './run-rules.js';

const IS_TEST = /(?:^|\/)tests?\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.pyw?$/;

/** Runs all rules for the source of a file. What a test does that no install brings to anybody, and that nothing calls, tells hardly anything of the package: it is not strong. */
export function runSourceRules(rules: Readonly<Record<string, Rule>>, subject: Omit<RuleSubject<'source', SourceFacts>, 'kind'>): RuleResults {
  const results = runRules(rules, { kind: 'source', ...subject });
  if (subject.facts.runs !== 'latent' || !IS_TEST.test(subject.facts.path)) return results;
  return { ...results, findings: results.findings.map((finding) => ({ ...finding, isStrong: false })) };
}
