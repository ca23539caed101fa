import { describe, expect, test } from 'vitest';
import { correlate, isTiny } from '../../src/analysis/correlate.js';
import type { Finding } from '../../src/core/finding.js';
import type { MemberFacts } from '../../src/core/facts/member-facts.js';
import { untrusted } from '../../src/core/untrusted.js';

const finding = (rule: string, more: Partial<Finding> = {}): Finding => ({ rule, severity: 'low', confidence: 'high', message: untrusted('does it'), isStrong: true, ...more });
const python = (path: string, bytes = 1_000): MemberFacts => ({ path, bytes, kind: 'python' });
const small = [python('setup.py', 90_000), python('pkg/__init__.py')];
const large = [python('pkg/__init__.py', 70_000)];

/** Different strong findings, one in each of these files. */
const at = (...files: readonly string[]): readonly Finding[] => files.map((file, index) => finding(`rule-${index}`, { file: untrusted(file) }));
const severities = (findings: readonly Finding[], members: readonly MemberFacts[]): readonly string[] => correlate(findings, members).map(({ severity }) => severity);

describe('correlate', () => {
  test('a strong behaviour decides in a package that holds little else', () => {
    expect(correlate([finding('one')], small)).toEqual([finding('one', { severity: 'critical', message: untrusted('does it; the package holds little else') })]);
  });

  test('a strong behaviour stays what it was in a larger package', () => {
    expect(severities([finding('one'), finding('two')], large)).toEqual(['low', 'low']);
  });

  test('three different strong behaviours decide in a package of any size', () => {
    expect(severities([finding('one'), finding('two'), finding('three'), finding('weak', { isStrong: false })], large)).toEqual(['critical', 'critical', 'critical', 'low']);
  });

  test('in a package with very much code three strong behaviours decide where they meet in one file', () => {
    const huge = [python('pkg/__init__.py', 600_000), python('tools/build.py', 600_000)];
    expect(severities(at('pkg/a.py', 'tools/b.py', 'tests/c.py'), huge)).toEqual(['low', 'low', 'low']);
    expect(severities(at('pkg/a.py', 'pkg/a.py', 'pkg/a.py', 'tests/c.py'), huge)).toEqual(['critical', 'critical', 'critical', 'low']);
    expect(severities(at('pkg/a.py', 'tools/b.py', 'tests/c.py'), large)).toEqual(['critical', 'critical', 'critical']);
  });

  test('three findings of one rule are one behaviour', () => {
    expect(severities([finding('one'), finding('one'), finding('one')], large)).toEqual(['low', 'low', 'low']);
  });

  const webhook = finding('drop-host-contact', { file: untrusted('pkg/a.py'), line: 7 });

  test('a strong behaviour decides in a package of any size where it ends at an address that anybody can set up', () => {
    expect(severities([webhook, finding('one', { file: untrusted('pkg/a.py'), line: 7 })], large)).toEqual(['low', 'critical']);
  });

  test('the same where it comes from such an address', () => {
    const fetched = finding('one', { file: untrusted('pkg/a.py'), line: 9, trace: [{ what: untrusted('fetched'), line: 7 }] });
    expect(severities([webhook, fetched], large)).toEqual(['low', 'critical']);
  });

  test('what stands elsewhere has nothing to do with it, and neither has what may be a question whether there is a network', () => {
    expect(severities([webhook, finding('one', { file: untrusted('pkg/b.py'), line: 7 })], large)).toEqual(['low', 'low']);
    expect(severities([webhook, finding('one', { file: untrusted('pkg/a.py'), line: 8 })], large)).toEqual(['low', 'low']);
    expect(severities([{ ...webhook, isStrong: false }, finding('one', { file: untrusted('pkg/a.py'), line: 7 })], large)).toEqual(['low', 'low']);
  });

  test('what is not strong stays what it was in a tiny package', () => {
    expect(severities([finding('one', { isStrong: false })], small)).toEqual(['low']);
  });
});

test('neither setup.py nor what is no Python makes a package large', () => {
  expect(isTiny([...small, { path: 'pkg/data.bin', bytes: 10_000_000, kind: 'data' }])).toBe(true);
});

test('many short modules are no tiny package', () => {
  expect(isTiny(Array.from({ length: 9 }, (_, index) => python(`pkg/m${index}.py`, 10)))).toBe(false);
});
