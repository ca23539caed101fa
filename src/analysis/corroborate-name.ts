import { ageOf, DAY_MS, inWords } from '../core/ages.js';
import { severities, type Finding } from '../core/finding.js';
import type { ProjectFacts } from '../core/facts/project-facts.js';
import type { Rule } from '../core/rule.js';
import { untrusted } from '../core/untrusted.js';
import { raised } from './correlate.js';

const YOUNG_MS = 30 * DAY_MS;
const FEW_RELEASES = 2;
const BEHAVIOUR: ReadonlySet<Rule['kind']> = new Set(['source', 'text', 'content']);
const isGrave = ({ severity }: Finding): boolean => severities.indexOf(severity) >= severities.indexOf('medium');

const kindOf = ({ rule }: Finding, rules: Readonly<Record<string, Rule>>): Rule['kind'] | undefined => (Object.hasOwn(rules, rule) ? rules[rule]?.kind : undefined);

/** What half of all honest projects have in common says something beside a strong likeness only. */
function fewReleases({ project }: ProjectFacts): string | null {
  const count = project?.releaseTimes.length ?? 0;
  return count >= 1 && count <= FEW_RELEASES ? `it has only ${count} version${count === 1 ? '' : 's'}` : null;
}

function copiedIdentity({ name, similar, project }: ProjectFacts): string | null {
  const claims = project?.claims ?? [];
  return similar !== null && claims.includes(similar.name) && !claims.includes(name) ? `its description and links are those of ${similar.name}` : null;
}

/** What else speaks against a project whose name looks like a popular one, in words; null where nothing does. */
function secondFactor(facts: ProjectFacts, others: readonly Finding[], rules: Readonly<Record<string, Rule>>): string | null {
  const age = ageOf(facts.project?.firstReleaseAt ?? null, facts.now);
  if (age !== null && age < YOUNG_MS) return `the project is ${inWords(age)} old`;
  const behaves = others.some((finding) => isGrave(finding) && BEHAVIOUR.has(kindOf(finding, rules) ?? 'name'));
  return copiedIdentity(facts) ?? (behaves ? 'its code is suspicious as well' : null) ?? (facts.similar?.strength === 'strong' ? fewReleases(facts) : null);
}

/** A strong behaviour that a library may have for its job is none in what is called nearly as a popular one. */
function besideFaint(findings: readonly Finding[], similar: string): readonly Finding[] {
  return findings.map((finding) => (finding.isStrong === true && isGrave(finding) && finding.severity !== 'critical' ? raised(finding, `and the name is one letter from ${similar}`) : finding));
}

/**
 * A name alone is a weak reason (defaults.md), and with a second factor it blocks (detection.md, "Tier 1 names"). `findings`: all that was seen
 * of the package. Only ever raises.
 */
export function corroborateName(findings: readonly Finding[], facts: ProjectFacts, rules: Readonly<Record<string, Rule>>): readonly Finding[] {
  if (facts.similar === null) return findings;
  if (facts.similar.strength === 'faint') return facts.rank === null ? besideFaint(findings, facts.similar.name) : findings;
  const isName = (finding: Finding): boolean => kindOf(finding, rules) === 'name';
  const why = findings.some(isName) ? secondFactor(facts, findings, rules) : null;
  if (why === null) return findings;
  return findings.map((finding) => (isName(finding) && finding.severity !== 'critical' ? { ...finding, severity: 'critical', message: untrusted(`${finding.message}, and ${why}`) } : finding));
}
