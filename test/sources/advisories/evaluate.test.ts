import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { recordsByName } from '../../../src/sources/advisories/by-name.js';
import { prepare } from '../../../src/sources/advisories/evaluate.js';
import { openSnapshot, writeSnapshot } from '../../../src/sources/advisories/snapshot.js';
import { byText, keyOf, naiveCleanFixes, naiveCompare, naiveGroups } from './naive.js';
import { otherRecords, pypaRecords, readAll } from './shared-records.js';

const raw = [...pypaRecords(), ...otherRecords()];
const snapshot = openSnapshot('data/advisories.txt');

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
const rawByName = new Map<string, typeof raw>();
for (const record of raw) for (const name of new Set(record.affected.map((one) => normal(one.package.name)))) rawByName.set(name, [...(rawByName.get(name) ?? []), record]);

/** For every third project: versions that its records name, the places between them, and one above all. */
const pairs = [...rawByName].filter((_, index) => index % 3 === 0).flatMap(([name, records]) => {
  const named = records.flatMap((record) => record.affected.flatMap(({ versions = [], ranges = [] }) => [...versions, ...ranges.filter(({ type }) => type !== 'GIT').flatMap(({ events }) => events.flatMap((event) => Object.values(event)))]));
  const versions = [...new Set(named)].filter((version) => keyOf(version) !== null);
  const at = (share: number): string => versions[Math.floor((versions.length - 1) * share)] ?? '1.0';
  return [...new Set([at(0), at(0.5), at(1), `${at(0.3)}.post1`, `${at(0.7)}.dev1`, '99999'])].filter((version) => keyOf(version) !== null).map((version) => ({ name, version, records }));
});

const groupsOf = (name: string, version: string): readonly string[] =>
  prepare(name, snapshot.recordsFor(name))(version).advisories.map(({ id, aliases }) => [id, ...aliases].map(String).toSorted(byText).join(' ')).toSorted(byText);

describe('the 2,663 shipped records', () => {
  test('all load, and the snapshot is what they make', async () => {
    const records = await readAll(raw);
    expect(records).toHaveLength(2_663);
    expect(readFileSync('data/advisories.txt', 'utf8') === writeSnapshot(records, '2024-10-10T17:22:00Z'), 'rebuild it: see data/README.md').toBe(true);
  });

  test('say of a version what a second, naive evaluation of the published records says', () => {
    expect(pairs.length).toBeGreaterThan(900);
    const differences = pairs.filter(({ name, version, records }) => groupsOf(name, version).join('\n') !== naiveGroups(records, name, version).join('\n'));
    expect(differences.map(({ name, version }) => `${name} ${version}`)).toEqual([]);
    expect(pairs.filter(({ name, version }) => groupsOf(name, version).length > 0).length).toBeGreaterThan(300);
  });

  test('name the nearest version that no record affects, and a pre-release only where there is nothing else', () => {
    const few = pairs.filter(({ records }) => records.length < 60);
    expect(few.length).toBeGreaterThan(800);
    const wrong = few.flatMap(({ name, version, records }) => {
      const clean = naiveCleanFixes(records, name, version);
      const finals = clean.filter((fix) => !/[a-z]/i.test(fix.replace(/\.?post\d*$/, '')));
      const nearest = (finals.length > 0 ? finals : clean).toSorted(naiveCompare)[0];
      const { advisories } = prepare(name, snapshot.recordsFor(name))(version);
      return nearest === undefined ? [] : advisories.filter(({ fixedIn }) => fixedIn === null || naiveCompare(fixedIn, nearest) !== 0).map(({ id }) => `${name} ${version}: ${id}`);
    });
    expect(wrong).toEqual([]);
  });

  test('that have a CVSS vector and are not withdrawn carry its score', () => {
    const scored = [...rawByName.keys()].flatMap((name) => snapshot.recordsFor(name)).filter(({ cvss }) => cvss !== null);
    expect(new Set(scored.map(({ id }) => id)).size).toBe(200);
  });
});

test('a record about several projects is kept with each of them', async () => {
  const range = { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] };
  const [record] = await readAll([{ id: 'GHSA-1', modified: '2024-01-01T00:00:00Z', affected: ['One_Name', 'other'].map((name) => ({ package: { ecosystem: 'PyPI', name }, ranges: [range] })) }]);
  const byName = recordsByName(record ? [record] : []);
  expect([...byName.keys()]).toEqual(['one-name', 'other']);
  expect(prepare('one-name', byName.get('one-name') ?? [])('1').advisories.map(({ id }) => id)).toEqual(['GHSA-1']);
});
