import type { Finding, Gap } from '../core/finding.js';
import type { NameFacts } from '../core/names/name-facts.js';
import type { ProjectFacts } from '../core/facts/project-facts.js';
import type { Rule } from '../core/rule.js';
import { sortedFindings } from './finding-order.js';
import { runRules, type RuleResults } from './run-rules.js';

const WHOLE = { file: null, lines: () => [] } as const;

/**
 * Tier 1: what the name and the services say. Depends on the request and the day, so it is never cached. A rule that throws is a gap that
 * names it.
 */
export function analyseProject(facts: { readonly name: NameFacts; readonly project: ProjectFacts }, rules: Readonly<Record<string, Rule>>): RuleResults {
  const results = [
    // An advisory that no rule could pass on must not be silence, so what fails here warns.
    runRules(rules, { kind: 'name', facts: facts.name, gapKind: 'latent', ...WHOLE }),
    runRules(rules, { kind: 'project', facts: facts.project, gapKind: 'latent', ...WHOLE }),
  ];
  const findings: readonly Finding[] = sortedFindings(results.flatMap((result) => result.findings));
  const gaps: readonly Gap[] = results.flatMap((result) => result.gaps);
  return { findings, gaps };
}
