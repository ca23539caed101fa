import { expect, test } from 'vitest';
import { waiverNotices } from '../../../src/app/waive/waiver-notices.js';
import { parsePackageName } from '../../../src/core/name.js';
import type { Waiver } from '../../../src/core/waiver.js';

const common = { package: parsePackageName('demo'), reason: 'x', until: '2027-01-01', where: 'waivers.toml: waiver 1' };
const forRule = (rule: string): Waiver => ({ ...common, kind: 'code', rule, version: '1.0', sha256: new Set() });

test('a waiver for a rule that there is, for unread code or for an advisory needs no word', () => {
  expect(waiverNotices([forRule('typosquat'), forRule('unread-code'), { ...common, kind: 'advisory', advisory: 'CVE-2026-1', versions: '>=0' }], ['typosquat'])).toEqual([]);
});

test('a waiver for a rule that there is not is warned about, with the rule that was probably meant', () => {
  expect(waiverNotices([forRule('typosqat'), forRule('something')], ['typosquat'])).toEqual([
    { level: 'warning', text: 'waivers.toml: waiver 1: there is no rule typosqat, so it waives nothing; did you mean typosquat?' },
    { level: 'warning', text: 'waivers.toml: waiver 1: there is no rule something, so it waives nothing' },
  ]);
});
