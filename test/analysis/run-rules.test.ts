import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/run-rules.js';
import type { Rule, RuleFinding } from '../../src/core/rule.js';

const found = (line: number, severity: RuleFinding['severity']): RuleFinding => ({ severity, message: `in line ${line}`, at: { line } });

const ruleThatFinds = (findings: readonly RuleFinding[]): Rule => ({ kind: 'text', title: 'Stub', docs: 'It stands in for a rule.', severities: ['low', 'high'], check: () => findings }) as unknown as Rule;

test('of very many findings of one rule in one file the worst hundred are told, and the file is cut into lines once', () => {
  let cuts = 0;
  const lines = (): readonly string[] => {
    cuts += 1;
    return Array.from({ length: 500 }, (_, index) => `line ${index + 1}`);
  };
  const all = Array.from({ length: 500 }, (_, index) => found(index + 1, index % 10 === 9 ? 'high' : 'low'));
  const { findings } = runRules({ stub: ruleThatFinds(all) }, { kind: 'text', facts: { path: 'file.txt', lines: [] }, gapKind: 'latent', file: 'file.txt', lines });
  expect([findings.length, findings.filter(({ severity }) => severity === 'high').length, findings[0]?.snippet, cuts]).toEqual([100, 50, 'line 10', 1]);
});

test('of a package as a whole all findings are told, however many advisories it has', () => {
  const all = Array.from({ length: 300 }, (_, index) => found(index + 1, 'high'));
  const { findings } = runRules({ stub: ruleThatFinds(all) }, { kind: 'text', facts: { path: '', lines: [] }, gapKind: 'latent', file: null, lines: () => [] });
  expect(findings).toHaveLength(300);
});
