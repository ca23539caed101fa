import { describe, expect, test } from 'vitest';
import { projectConstraint } from '../../../../src/sources/advisories/constraints/project-constraint.js';
import type { AdvisoryRecord, AffectedProject, RangeEvent } from '../../../../src/sources/advisories/record.js';

function record(id: string, affected: Partial<AffectedProject>, changes: Partial<AdvisoryRecord> = {}): AdvisoryRecord {
  return {
    id, modified: '2026-01-01T00:00:00Z', published: null, isWithdrawn: false, isDisputed: false, aliases: [], summary: '', cvss: null, severity: null, references: [],
    affected: [{ name: 'anvil', versions: [], ranges: [], unread: null, ...affected }], ...changes,
  };
}

const from = (introduced: string, end?: RangeEvent): readonly RangeEvent[] => [['introduced', introduced], ...(end === undefined ? [] : [end])];
const range = (id: string, ...ranges: readonly (readonly RangeEvent[])[]): AdvisoryRecord => record(id, { ranges });
const specifierOf = (...records: readonly AdvisoryRecord[]): string | undefined => projectConstraint('anvil', records)?.specifier;

test.each<readonly [string, readonly AdvisoryRecord[], string]>([
  ['everything below a fixed version', [range('A', from('0', ['fixed', '1.2']))], '>=1.2'],
  ['the highest of several fixed versions', [range('A', from('0', ['fixed', '1.2'])), range('B', from('0.9', ['fixed', '1.5.1']))], '>=1.5.1'],
  ['a last affected version, whose post-releases may be the fix', [range('A', from('0', ['last_affected', '1.2']))], '>=1.2,!=1.2'],
  ['what is affected from a version on and not fixed', [range('A', from('3.0'))], '<3.0'],
  ['a gap within a series', [range('A', from('2.3.0', ['fixed', '2.3.2']))], '!=2.3.0.*,!=2.3.1.*'],
  ['a gap over whole series', [range('A', from('4.0', ['fixed', '4.2.2']))], '!=4.0.*,!=4.1.*,!=4.2.0.*,!=4.2.1.*'],
  ['several lines of releases, each with its fix', [range('A', from('0', ['fixed', '1.4']), from('2.0', ['fixed', '2.1']))], '>=1.4,!=2.0.*'],
  ['single versions', [record('A', { versions: ['1.0', '1.3'] })], '!=1.0,!=1.3'],
  ['single versions beside a series that holds them', [record('A', { versions: ['2.0rc1', '2.0.3'], ranges: [from('2.0', ['fixed', '2.1'])] })], '!=2.0.*'],
  ['a series up to a last affected version', [range('A', from('1.0', ['last_affected', '1.2']))], '!=1.0.*,!=1.1.*,!=1.2'],
  ['a fixed version that brings the flaw back', [range('A', [['introduced', '0'], ['fixed', '1.0'], ['introduced', '1.0.5'], ['fixed', '1.0.7']])], '>=1.0,!=1.0.5.*,!=1.0.6.*'],
])('%s', (_, records, specifier) => {
  expect(specifierOf(...records)).toBe(specifier);
});

test('a gap that nobody can count through leaves out what is older as well, and says so', () => {
  expect(projectConstraint('anvil', [range('A', from('3.2.5', ['fixed', '4.1']))])).toMatchObject({ specifier: '>=4.1', isWider: true });
  expect(projectConstraint('anvil', [range('A', from('1.0', ['fixed', '1.2.post1']))])).toMatchObject({ specifier: '>=1.2.post1', isWider: true });
});

describe('a project of which no version is free', () => {
  test('what can be fixed is kept out, and what cannot is named', () => {
    expect(projectConstraint('anvil', [range('CVE-2026-1', from('0', ['fixed', '2.0'])), range('CVE-2026-2', from('0'))])).toEqual({ specifier: '>=2.0', ids: ['CVE-2026-1'], unfixed: ['CVE-2026-2'], isWider: false, unread: [] });
    expect(projectConstraint('anvil', [range('CVE-2026-2', from('0'))])).toMatchObject({ specifier: '', unfixed: ['CVE-2026-2'] });
  });

  test('of malware through and through nothing can be installed', () => {
    expect(projectConstraint('anvil', [range('MAL-2026-1', from('0')), range('CVE-2026-1', from('0', ['fixed', '2.0']))])).toMatchObject({ specifier: '<0', ids: ['MAL-2026-1'] });
  });
});

test('records that are the same matter are named once; withdrawn ones and those about others not at all', () => {
  const twin = record('GHSA-1', { ranges: [from('0', ['fixed', '1.3'])] }, { aliases: ['CVE-2026-1'] });
  const withdrawn = record('CVE-2026-9', { ranges: [from('0', ['fixed', '9.0'])] }, { isWithdrawn: true });
  const other = record('CVE-2026-8', { name: 'hammer', ranges: [from('0', ['fixed', '9.0'])] });
  expect(projectConstraint('anvil', [range('CVE-2026-1', from('0', ['fixed', '1.2'])), twin, withdrawn, other])).toMatchObject({ specifier: '>=1.3', ids: ['CVE-2026-1'] });
  expect(projectConstraint('anvil', [other, withdrawn])).toBeNull();
});

test('a record that could not be read is told and not passed over', () => {
  expect(projectConstraint('anvil', [record('CVE-2026-1', { unread: 'a range of a kind that is not known' })])).toMatchObject({ specifier: '', unread: ['CVE-2026-1'] });
});
