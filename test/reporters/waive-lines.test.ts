import { expect, test } from 'vitest';
import { inkFor } from '../../src/reporters/table/ink.js';
import { waiveLines } from '../../src/reporters/table/waive-lines.js';
import { decision, look } from './build.js';

const ink = inkFor(look());
const blocked = (version: string, waivable: readonly string[] = ['typosquat']) => decision('demo', { version, verdict: 'blocked', waivable });

test('a command names the version and all that stops it', () => {
  expect(waiveLines([blocked('1.0', ['typosquat', 'CVE-2026-1'])], ink)).toContain('  depsec waive demo==1.0 typosquat CVE-2026-1 --reason "..."');
});

test('an epoch is quoted, since bash would take its mark for a piece of its history', () => {
  expect(waiveLines([blocked('1!2.0')], ink)).toContain(`  depsec waive 'demo==1!2.0' typosquat --reason "..."`);
});

test.each(['', '1.0; rm -rf ~', "1!0' $(x)", '$(x)', '1.0\n2.0'])('a version that is more than a version (%j) never stands in a command', (version) => {
  expect(waiveLines([blocked(version)], ink)).toEqual([]);
});

test('where no waiver helps there is no command', () => {
  expect(waiveLines([blocked('1.0', [])], ink)).toEqual([]);
});

test('the same version is told once, and of many the first five', () => {
  expect(waiveLines([blocked('1.0'), blocked('1.0')], ink)).toHaveLength(2);
  const lines = waiveLines(['1', '2', '3', '4', '5', '6', '7'].map((version) => blocked(version)), ink);
  expect(lines).toHaveLength(7);
  expect(lines.at(-1)).toBe('  and 2 more');
});
