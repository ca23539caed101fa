import { describe, expect, test } from 'vitest';
import { loadScorer } from '../../../src/sources/advisories/cvss.js';
import { prepare } from '../../../src/sources/advisories/evaluate.js';
import { isUnread, readRecord } from '../../../src/sources/advisories/read-record.js';
import { isAdvisoryRecord } from '../../../src/sources/advisories/record.js';
import { summaryOf } from '../../../src/sources/advisories/summary.js';

const score = await loadScorer();

interface Words {
  readonly events?: readonly Readonly<Record<string, string>>[];
  readonly versions?: readonly string[];
  readonly type?: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly entry?: Readonly<Record<string, unknown>>;
}

function raw(id: string, { events, versions, type = 'ECOSYSTEM', more = {}, entry = {} }: Words): unknown {
  const affected = { package: { ecosystem: 'PyPI', name: 'Acorn' }, ...(events ? { ranges: [{ type, events }] } : {}), ...(versions ? { versions } : {}), ...entry };
  return { id, modified: '2026-01-01T00:00:00Z', affected: [affected], ...more };
}

function ask(version: string, ...records: readonly unknown[]) {
  const read = records.map((record) => readRecord(record, score)).flatMap((record) => (isUnread(record) ? [] : [record]));
  return prepare('acorn', read)(version);
}

const affected = (version: string, words: Words): boolean => ask(version, raw('CVE-1', words)).advisories.length > 0;

describe('a version lies', () => {
  const stretch: Words = { events: [{ introduced: '1.0' }, { fixed: '1.4' }, { introduced: '2.0' }, { last_affected: '2.3' }] };
  test.each<[string, boolean, Words]>([
    ['0.9', false, stretch],
    ['1.0', true, stretch],
    ['1.0.0', true, stretch],
    ['v1.0', true, stretch],
    ['1.0.dev1', false, stretch],
    ['1.0rc1', false, stretch],
    ['1.4.dev0', true, stretch],
    ['1.4', false, stretch],
    ['1.4.0.0', false, stretch],
    ['2.3', true, stretch],
    ['2.3.post1', false, stretch],
    ['1.3+cpu', true, stretch],
    ['1.4+cpu', false, stretch],
    ['1!1.2', false, stretch],
    ['0.0.dev0', true, { events: [{ introduced: '0' }] }],
    ['99', true, { events: [{ introduced: '0' }] }],
    ['5', true, { events: [{ fixed: '6' }, { introduced: '0' }] }],
    ['3', true, { events: [{ introduced: '0' }, { limit: '4' }] }],
    ['4', false, { events: [{ introduced: '0' }, { limit: '4' }] }],
    ['4', true, { events: [{ introduced: '0' }, { limit: '*' }] }],
    ['1.2.3', true, { type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '2.0.0-rc.1' }] }],
    ['1.0', true, { versions: ['1.0.0'] }],
    ['1.1', false, { versions: ['1.0', '1.2'] }],
    ['1.1', true, { versions: ['1.1'], events: [{ introduced: '2' }] }],
    ['final-2009', true, { versions: ['final-2009'] }],
    ['2', true, { events: [{ introduced: '1' }, { fixed: '2' }, { introduced: '2' }, { fixed: '3' }] }],
  ])('%s: affected %s', (version, expected, words) => {
    expect(affected(version, words)).toBe(expected);
  });

  test('a range of commits says nothing about versions', () => {
    expect(ask('1.0', raw('CVE-1', { type: 'GIT', events: [{ introduced: '0' }], versions: ['2.0'] }))).toEqual({ advisories: [], unread: [] });
  });

  test('what is no version cannot be compared with a range, and that is told', () => {
    expect(ask('nightly', raw('CVE-1', { events: [{ introduced: '1' }] }))).toMatchObject({ advisories: [], unread: [{ id: 'CVE-1', why: '"nightly" is no version that ranges can be compared with' }] });
  });

  test('beside a range that cannot be read the listed versions still count', () => {
    const words = { versions: ['1.0'], events: [{ introduced: '0' }, { fixed: 'next week' }] };
    expect(ask('1.0', raw('CVE-1', words))).toMatchObject({ advisories: [{ id: 'CVE-1' }], unread: [] });
    expect(ask('1.1', raw('CVE-1', words))).toMatchObject({ advisories: [], unread: [{ id: 'CVE-1' }] });
  });
});

describe('severity', () => {
  // Vectors and scores as FIRST's calculators and NVD give them.
  test.each<[string, number | null, string]>([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8, 'critical'],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5, 'high'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1, 'medium'],
    ['CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N', 2.2, 'low'],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10, 'critical'],
    ['AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3, 'medium'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3, 'critical'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, 'unknown'],
    ['CVSS:3.1/AV:N/AC:L', null, 'unknown'],
    ['CVSS:5.0/AV:Q', null, 'unknown'],
    ['CVSS:3.1/AV:Q/AC:L', null, 'unknown'],
    ['CVSS:4.0/AV:N', null, 'unknown'],
    ['AV:', null, 'unknown'],
    ['high', null, 'unknown'],
  ])('%s scores %s and is %s', (vector, cvss, severity) => {
    const type = vector.startsWith('CVSS:4') ? 'CVSS_V4' : vector.startsWith('CVSS:') ? 'CVSS_V3' : 'CVSS_V2';
    expect(ask('1', raw('CVE-1', { versions: ['1'], more: { severity: [{ type, score: vector }] } })).advisories).toMatchObject([{ cvss, severity }]);
  });

  test('the newest version of CVSS speaks, and a vector beside the project counts where the record has none', () => {
    const third = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' };
    const second = { type: 'CVSS_V2', score: 'AV:N/AC:M/Au:N/C:N/I:P/A:N' };
    expect(ask('1', raw('CVE-1', { versions: ['1'], more: { severity: [second, third] } })).advisories).toMatchObject([{ cvss: 9.8 }]);
    expect(ask('1', raw('CVE-1', { versions: ['1'], entry: { severity: [third] } })).advisories).toMatchObject([{ cvss: 9.8 }]);
  });

  test.each([['MODERATE', 'medium'], ['critical', 'critical'], ['LOW', 'low'], ['APOCALYPTIC', 'unknown'], [7, 'unknown'], ['constructor', 'unknown']])('without a vector the word %j of the database means %s', (word, severity) => {
    expect(ask('1', raw('CVE-1', { versions: ['1'], more: { database_specific: { severity: word } } })).advisories).toMatchObject([{ severity, cvss: null }]);
  });

  test('an alias lends its severity, also where it lists other versions', () => {
    const rated = raw('GHSA-1', { versions: ['2'], more: { aliases: ['CVE-1'], database_specific: { severity: 'HIGH' } } });
    expect(ask('1', raw('PYSEC-1', { versions: ['1'], more: { aliases: ['CVE-1'] } }), rated).advisories).toMatchObject([{ id: 'CVE-1', aliases: ['PYSEC-1'], severity: 'high' }]);
  });

  test('malware is critical whatever a vector says', () => {
    const record = raw('MAL-2026-1', { versions: ['1'], more: { aliases: ['PYSEC-9'], severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L' }] } });
    expect(ask('1', record).advisories).toMatchObject([{ id: 'MAL-2026-1', kind: 'malware', severity: 'critical' }]);
  });
});

const called = (id: string, aliases: readonly string[]): unknown => raw(id, { versions: ['1'], more: { aliases } });

test('records that share a name, directly or through a third, are one advisory', () => {
  const { advisories } = ask('1', called('PYSEC-1', ['CVE-1']), called('GHSA-2', ['CVE-1', 'CVE-2']), called('PYSEC-2', ['CVE-2']), called('CVE-3', []));
  expect(advisories.map(({ id, aliases }) => [id, ...aliases].join(' ')).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['CVE-1 CVE-2 GHSA-2 PYSEC-1 PYSEC-2', 'CVE-3']);
});

test('a withdrawn record says nothing', () => {
  expect(ask('1', raw('CVE-1', { versions: ['1'], more: { withdrawn: '2026-01-02T00:00:00Z' } }))).toEqual({ advisories: [], unread: [] });
});

test('a disputed record says so', () => {
  expect(ask('1', raw('CVE-1', { versions: ['1'], more: { details: '** DISPUTED ** something happens' } })).advisories).toMatchObject([{ isDisputed: true }]);
});

test('the fixed version is free of every record; without such a version it is free of its own', () => {
  const first = raw('CVE-1', { events: [{ introduced: '0' }, { fixed: '1.2' }] });
  const second = raw('CVE-2', { events: [{ introduced: '1.1' }, { fixed: '1.5' }] });
  expect(ask('1.0', first, second).advisories).toMatchObject([{ id: 'CVE-1', fixedIn: '1.5', affected: '<1.2' }]);
  const endless = raw('CVE-3', { events: [{ introduced: '0' }] });
  const { advisories } = ask('1.0', first, endless);
  expect(advisories.map(({ id, fixedIn, affected: range }) => [id, fixedIn, range])).toEqual([['CVE-1', '1.2', '<1.2'], ['CVE-3', null, '*']]);
});

test('affected versions are told as pip writes them', () => {
  const words = { versions: ['0.1'], events: [{ introduced: '1.0' }, { fixed: '1.4' }, { introduced: '2.0' }, { last_affected: '2.3' }, { introduced: '3' }] };
  expect(ask('1.1', raw('CVE-1', words)).advisories).toMatchObject([{ affected: '>=1.0,<1.4 || >=2.0,<=2.3 || >=3 || ==0.1' }]);
});

test.each([[null], [[]], ['CVE-1'], [{}], [{ id: 'CVE-1' }], [{ id: 'CVE-1', modified: 'soon' }], [{ id: 7, modified: '2026-01-01T00:00:00Z' }], [{ id: 'CVE-1', modified: '2026-01-01T00:00:00Z', schema_version: '2.0.0' }]])('%j is no record', (value) => {
  expect(isUnread(readRecord(value, score))).toBe(true);
});

test('any JSON in any place of a record makes a record or an unread one, and what is kept can be read again', () => {
  const values: readonly unknown[] = [null, true, 0, -1, '', 'x', [], [null], {}, { introduced: {} }, [[]], '__proto__', { toString: 1 }];
  const places = ['schema_version', 'published', 'withdrawn', 'aliases', 'summary', 'details', 'severity', 'references', 'affected', 'database_specific'];
  for (const place of places) {
    for (const value of values) {
      const record = readRecord(raw('CVE-1', { versions: ['1'], more: { [place]: value } }), score);
      expect(isUnread(record) || isAdvisoryRecord(JSON.parse(JSON.stringify(record)))).toBe(true);
    }
  }
  for (const place of ['versions', 'ranges', 'severity', 'package', 'ecosystem_specific']) {
    for (const value of values) {
      const record = readRecord(raw('CVE-1', { entry: { [place]: value } }), score);
      expect(isUnread(record) || isAdvisoryRecord(JSON.parse(JSON.stringify(record)))).toBe(true);
      if (!isUnread(record)) prepare('acorn', [record])('1');
    }
  }
});

test.each([
  ['A summary of its own', 'Details that are not needed. At all.', 'A summary of its own'],
  [null, '### Impact\nThe parser of acorn reads beyond the end of what it was given, so that a file can end it. More is said here.', 'The parser of acorn reads beyond the end of what it was given, so that a file can end it'],
  [null, 'Acorn is a library. It has a flaw in the way that it counts its own branches and leaves. Third.', 'Acorn is a library. It has a flaw in the way that it counts its own branches and leaves'],
  [null, '', ''],
])('of %j and %j the summary is %j', (summary, details, expected) => {
  expect(summaryOf(summary, details)).toBe(expected);
});

test('a long text is cut at a word', () => {
  expect(summaryOf('word '.repeat(100), '').length).toBeLessThanOrEqual(161);
});
