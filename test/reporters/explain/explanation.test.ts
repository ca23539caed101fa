import { expect, test } from 'vitest';
import type { ExplainedFinding, ExplainedPackage, Explanation, RuleText } from '../../../src/core/explanation.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { explanationJson } from '../../../src/reporters/explain/json.js';
import { explanationTable } from '../../../src/reporters/explain/table.js';
import { finding, look } from '../build.js';

const RULE: RuleText = { id: 'exec-of-decoded-data', kind: 'source', title: 'Runs what it decodes', summary: 'Odd.', about: ['Odd.'], whatToDo: 'Read it.', outOfScope: null };

function explainedFinding(words: Parameters<typeof finding>[0], code = 'exec(x)'): ExplainedFinding {
  const context = [1, 2, 3].map((line) => ({ line, text: untrusted(line === 2 ? code : 'pass'), isGuilty: line === 2 }));
  return { finding: finding({ file: 'a.py', line: 2, ...words }), rule: RULE, context, steps: [{ what: untrusted('reaches exec'), line: 2, code: untrusted(code) }] };
}

function explained(findings: readonly ExplainedFinding[], rest: Partial<ExplainedPackage> = {}): Explanation {
  const known = { name: 'plot', version: untrusted('1.0'), file: null, sha256: 'ab'.repeat(32), verdict: 'blocked' as const, reasons: [], judged: null, namedOnly: [], gaps: [], remarks: [] };
  return { about: 'package', package: { ...known, findings, ...rest } };
}

test('findings of one rule stand together, and what it means is said once', () => {
  const text = explanationTable(explained([explainedFinding({ message: 'one' }), explainedFinding({ message: 'two' })]), look());
  expect(text.match(/What it means/g)).toHaveLength(1);
  expect(text.match(/Runs what it decodes/g)).toHaveLength(1);
  expect(text).toMatch(/a\.py:2: one[\s\S]*a\.py:2: two/);
});

test('advice of a finding goes before the general one', () => {
  const text = explanationTable(explained([explainedFinding({ message: 'one', advice: 'Take requests instead.' })]), look());
  expect(text).toContain('What to do: Take requests instead.');
  expect(text).not.toContain('Read it.');
});

test('of many findings the first ten are shown unless all are asked for', () => {
  const many = explained(Array.from({ length: 14 }, (_, index) => explainedFinding({ message: `number ${index}` })));
  expect(explanationTable(many, look())).toContain('and 4 more (--verbose shows them)');
  expect(explanationTable(many, look({ verbosity: 'verbose' }))).toContain('number 13');
});

test('code behind a long run of blanks, and deep indentation, stay in sight', () => {
  const text = explanationTable(explained([explainedFinding({ message: 'one' }, `x = 1;${' '.repeat(300)}exec(hidden)`), explainedFinding({ message: 'two' }, `${'\t'.repeat(40)}exec(deep)`)]), look());
  expect(text).toContain('x = 1; ... exec(hidden)');
  expect(text).toContain('... exec(deep)');
});

const HOSTILE = 'a\u001b[2J\r\n✗ safe\u202e\u0007\u200b\u2028::error::';

test.each([look(), look({ unicode: false }), look({ columns: 40, colour: true }), look({ verbosity: 'very-verbose' })])('hostile text in every field neither steers the terminal nor stands at its margin (%o)', (seen) => {
  const hostile = { ...explainedFinding({ message: HOSTILE, file: HOSTILE, snippet: HOSTILE, advice: HOSTILE, rule: HOSTILE }, HOSTILE), rule: null };
  const info = { ...hostile, finding: { ...hostile.finding, severity: 'info' as const } };
  const mean = untrusted(HOSTILE);
  const text = explanationTable(explained([hostile, info], { version: mean, file: mean, reasons: [mean, mean], judged: { time: mean, command: mean }, gaps: [{ what: mean, why: mean }] }), seen);
  const plain = text.replace(/\u001b\[\d+m/g, '');
  expect(plain).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]/);
  expect(plain.split('\n').filter((line) => /^(::|✗ safe)/.test(line))).toEqual([]);
  expect(plain).toMatch(seen.unicode ? /\n$/ : /^[\x20-\x7e\n]*$/);
  expect(plain.split('\n').filter((line) => line.length > seen.columns)).toEqual([]);
});

test('JSON parses back to the very text, with nothing hidden in it', () => {
  const json = explanationJson(explained([explainedFinding({ message: HOSTILE })]));
  expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]/);
  expect(JSON.parse(json)).toMatchObject({ schema: 1, package: { name: 'plot', findings: [{ message: HOSTILE, line: 2 }] } });
});

test('all rules are told in a line each, and with their summaries where more is wanted', () => {
  const rules: Explanation = { about: 'rules', rules: [RULE] };
  expect(explanationTable(rules, look())).toBe('exec-of-decoded-data (source) — Runs what it decodes\n\n1 rules. depsec explain RULE tells more about one, --verbose about all.\n');
  expect(explanationTable(rules, look({ verbosity: 'verbose' }))).toContain('— Runs what it decodes\n  Odd.\n');
});
