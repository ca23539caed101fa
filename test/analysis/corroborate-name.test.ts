import { expect, test } from 'vitest';
import { corroborateName } from '../../src/analysis/corroborate-name.js';
import type { Finding, Severity } from '../../src/core/finding.js';
import type { ProjectFacts } from '../../src/core/facts/project-facts.js';
import { defineRule, type Rule } from '../../src/core/rule.js';
import { untrusted } from '../../src/core/untrusted.js';
import { daysAgo, indexProject, near, projectFacts } from '../support/project-facts.js';

const say = { title: 'A rule', docs: 'Says something.', check: () => [] };
const rules: Readonly<Record<string, Rule>> = {
  looks: defineRule({ kind: 'name', ...say }), code: defineRule({ kind: 'source', ...say }), lacking: defineRule({ kind: 'package', ...say }),
};
const finding = (rule: string, severity: Severity): Finding => ({ rule, severity, confidence: 'high', message: untrusted(`${rule} said so`) });
const raised = (facts: ProjectFacts, ...others: readonly Finding[]): string => String(corroborateName([finding('looks', 'medium'), ...others], facts, rules)[0]?.message);
const strong = (project: Parameters<typeof indexProject>[0] = {}): ProjectFacts => projectFacts({ similar: near('strong'), project: indexProject(project) });
const middle = (project: Parameters<typeof indexProject>[0] = {}): ProjectFacts => projectFacts({ similar: near('middle'), project: indexProject(project) });

test.each<[string, ProjectFacts, readonly Finding[], string]>([
  ['a young project', middle({ firstReleaseAt: daysAgo(20) }), [], 'the project is 20 days old'],
  ['the links and instructions of the popular one', middle({ claims: ['requests'] }), [], 'its description and links are those of requests'],
  ['suspicious code', middle(), [finding('code', 'medium')], 'its code is suspicious as well'],
  ['few versions, beside a strong likeness', strong({ releaseTimes: [daysAgo(400)] }), [], 'it has only 1 version'],
])('a name blocks together with %s', (...[, facts, others, why]) => {
  expect(raised(facts, ...others)).toBe(`looks said so, and ${why}`);
  expect(corroborateName([finding('looks', 'low'), ...others], facts, rules)[0]?.severity).toBe('critical');
});

test.each<[string, ProjectFacts, readonly Finding[]]>([
  ['an old project with many versions', strong(), []],
  ['few versions beside a middle likeness, as half of all projects have', middle({ releaseTimes: [daysAgo(400)] }), []],
  ['links to itself as well', middle({ claims: ['garden', 'requests'] }), []],
  ['a mere capability', middle(), [finding('code', 'low')]],
  ['poor metadata', middle(), [finding('lacking', 'medium')]],
  ['nothing, where no index was asked', projectFacts({ similar: near('strong') }), []],
])('a name stays what it is beside %s', (_, facts, others) => {
  const before = [finding('looks', 'medium'), ...others];
  expect(corroborateName(before, facts, rules)).toEqual(before);
});

const behaves = (severity: Severity): Finding => ({ ...finding('code', severity), isStrong: true });

test('a faint likeness is told by nothing but a strong behaviour, which counts in full then', () => {
  const faint = projectFacts({ similar: near('faint'), project: indexProject({ firstReleaseAt: daysAgo(2) }) });
  expect(corroborateName([behaves('medium')], faint, rules)).toMatchObject([{ severity: 'critical', message: 'code said so; and the name is one letter from requests' }]);
  for (const weak of [behaves('low'), finding('code', 'medium')]) expect(corroborateName([weak], faint, rules)).toEqual([weak]);
  // Whoever is popular himself is nobody's double.
  expect(corroborateName([behaves('medium')], { ...faint, rank: 9_000 }, rules)).toEqual([behaves('medium')]);
});

test('only the finding about the name is raised, and without one nothing is', () => {
  const [name, code] = corroborateName([finding('looks', 'medium'), finding('code', 'medium')], middle(), rules);
  expect([name?.severity, code?.severity]).toEqual(['critical', 'medium']);
  expect(corroborateName([finding('code', 'medium')], middle(), rules)).toEqual([finding('code', 'medium')]);
});
