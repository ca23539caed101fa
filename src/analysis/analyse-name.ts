import type { Finding } from '../core/finding.js';
import type { NameFacts } from '../core/package-facts.js';
import type { Rule } from '../core/rule.js';
import { sortedFindings } from './finding-order.js';
import { toFinding } from './run-rules.js';

/**
 * Tier 1: what the name alone says. Depends on the request, so it is never cached. A name rule that throws is a bug of
 * ours and is let through: nothing of a package can provoke it.
 */
export function analyseName(facts: NameFacts, rules: Readonly<Record<string, Rule>>): readonly Finding[] {
  const findings = Object.entries(rules).flatMap(([id, rule]) => {
    if (rule.kind !== 'name') return [];
    return rule.check(facts).map((found) => toFinding(id, found, { file: null, lines: () => [], why: rule.docs }));
  });
  return sortedFindings(findings);
}
