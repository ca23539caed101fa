import { reviewRules } from '../analysis/ai/review-rules.js';
import type { Explanation, RuleText } from '../core/explanation.js';
import type { Rule } from '../core/rule.js';
import * as ruleModules from '../rules/registry.js';
import { ruleText } from './rules/rule-text.js';

type Told = Pick<Rule, 'title' | 'docs'> & Pick<RuleText, 'kind'>;

const rules: Readonly<Record<string, Told>> = { ...ruleModules, ...reviewRules };

export const ruleIds: readonly string[] = Object.keys(rules);

/** What this rule says about itself, or null where there is no such rule. */
export function ruleById(id: string): RuleText | null {
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  return rule === undefined ? null : ruleText(id, rule);
}

/** Every rule, by id. */
export function listRules(): Explanation {
  return { about: 'rules', rules: Object.entries(rules).map(([id, rule]) => ruleText(id, rule)) };
}
