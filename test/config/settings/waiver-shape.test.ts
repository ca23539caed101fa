import { describe, expect, test } from 'vitest';
import { parseToml } from '../../../src/config/settings/toml.js';
import { waiverList } from '../../../src/config/settings/waiver-shape.js';
import type { Waiver } from '../../../src/core/waiver.js';

const digest = 'a'.repeat(64);
const place = { where: 'waivers.toml: waiver', folder: '/', home: null };

type Fields = Readonly<Record<string, string>>;

const code: Fields = { rule: '"exec-of-decoded-data"', package: '"Demo_Kit"', version: '"1.0"', sha256: `["${digest}"]`, reason: '"a table of colours"', until: '2027-02-24' };
const forAdvisory: Fields = { advisory: '"CVE-2026-1"', package: '"demo-kit"', versions: '">=1.0,<2"', reason: '"not used here"', until: '2027-02-24' };

const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

async function read(fields: Fields): Promise<readonly Waiver[]> {
  const lines = Object.entries(fields).map(([key, value]) => `${key} = ${value}\n`).join('');
  return waiverList.read((await parseToml(`[[waiver]]\n${lines}`, 'waivers.toml'))['waiver'], place);
}

test('a waiver for code names rule, package, version, hashes, reason and last day', async () => {
  expect(await read(code)).toEqual([{
    kind: 'code', rule: 'exec-of-decoded-data', package: 'demo-kit', version: '1.0', sha256: new Set([digest]), reason: 'a table of colours', until: '2027-02-24', where: 'waivers.toml: waiver 1',
  }]);
});

test('a waiver for an advisory names id, package, versions, reason and last day', async () => {
  expect(await read(forAdvisory)).toEqual([{ kind: 'advisory', advisory: 'CVE-2026-1', package: 'demo-kit', versions: '>=1.0,<2', reason: 'not used here', until: '2027-02-24', where: 'waivers.toml: waiver 1' }]);
});

test.each([['a date', '2027-02-24'], ['a text', '"2027-02-24"'], ['a time with an offset', '2027-02-24T23:00:00+10:00']])('the last day may be %s', async (_name, until) => {
  expect(await read({ ...code, until })).toMatchObject([{ until: '2027-02-24' }]);
});

test('one that has ended is read like any other: that it ended is said where it would have helped', async () => {
  expect(await read({ ...code, until: '2001-01-01' })).toMatchObject([{ until: '2001-01-01' }]);
});

interface Bad {
  readonly what: string;
  readonly fields: Fields;
  readonly message: string;
  readonly hint?: string;
}

const bad: readonly Bad[] = [
  { what: 'for known malware by its id', fields: { ...forAdvisory, advisory: '"MAL-2026-1"' }, message: 'waiver 1: MAL-2026-1: known malware cannot be waived', hint: '--allow-known-malware lets such a file in' },
  { what: 'for known malware by the rule', fields: { ...code, rule: '"known-malware"' }, message: 'waiver 1: known-malware: known malware cannot be waived' },
  { what: 'for nothing', fields: without(code, 'rule'), message: 'waiver 1: names neither a rule nor an advisory' },
  { what: 'for two things', fields: { ...code, advisory: '"CVE-2026-1"' }, message: 'waiver 1: names both a rule and an advisory' },
  { what: 'with a misspelt field', fields: { ...code, reson: '"x"' }, message: 'waiver 1: no such field: reson', hint: 'did you mean reason?' },
  { what: 'with another word for a field', fields: { ...without(code, 'until'), expires: '2027-01-01' }, message: 'waiver 1: no such field: expires', hint: 'did you mean until?' },
  { what: 'with a field of the other kind', fields: { ...forAdvisory, sha256: '"x"' }, message: 'waiver 1: no such field: sha256', hint: 'there are: advisory, package, versions, reason, until' },
  ...Object.keys(without(code, 'rule')).map((field) => ({ what: `without ${field}`, fields: without(code, field), message: `waiver 1: ${field} is missing`, hint: 'depsec waive' })),
  ...Object.keys(without(forAdvisory, 'advisory')).map((field) => ({ what: `for an advisory without ${field}`, fields: without(forAdvisory, field), message: `waiver 1: ${field} is missing` })),
  { what: 'without several fields', fields: { rule: '"x"', package: '"demo"' }, message: 'waiver 1: version, sha256, reason, until are missing' },
  { what: 'with an empty reason', fields: { ...code, reason: '"  "' }, message: 'waiver 1: reason: expected a text' },
  { what: 'with a day that is none', fields: { ...code, until: '"2027-02-30"' }, message: 'waiver 1: until: expected the last day, as YYYY-MM-DD, not "2027-02-30"' },
  { what: 'with a time of day for a day', fields: { ...code, until: '10:00:00' }, message: 'waiver 1: until: expected the last day' },
  { what: 'with a hash that is none', fields: { ...code, sha256: '["abc"]' }, message: 'waiver 1: sha256: expected SHA-256 digests of 64 hex digits, not "abc"' },
  { what: 'without any hash', fields: { ...code, sha256: '[]' }, message: 'waiver 1: sha256: expected at least one SHA-256' },
  { what: 'with a package that is none', fields: { ...code, package: '"../evil"' }, message: 'waiver 1: package: not a package name: "../evil"' },
  { what: 'with a number for a version', fields: { ...code, version: '1.0' }, message: 'waiver 1: version: expected a text, not 1' },
  { what: 'with versions that are none', fields: { ...forAdvisory, versions: '"about 1"' }, message: 'waiver 1: versions: expected versions as in a requirement, such as ">=1.0,<1.2.3", not "about 1"' },
  { what: 'with versions of nothing', fields: { ...forAdvisory, versions: '""' }, message: 'waiver 1: versions: expected versions' },
];

describe('a waiver that cannot be meant so is an error that says where, why and what to do:', () => {
  test.each(bad)('$what', async ({ fields, message, hint = '' }) => {
    await expect(read(fields)).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining(message) });
    await expect(read(fields)).rejects.toSatisfy((error) => error instanceof Error && 'hint' in error && String(error.hint).includes(hint));
  });

  test('a single table', () => {
    expect(() => waiverList.read({ rule: 'x' }, place)).toThrow('waivers.toml: waiver: expected [[waiver]] tables, not a table');
  });
});
