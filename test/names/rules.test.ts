import { expect, test } from 'vitest';
import { parsePackageName } from '../../src/core/name.js';
import type { PackageFacts } from '../../src/core/facts/package-facts.js';
import type { NameFacts, SimilarName } from '../../src/core/names/name-facts.js';
import type { PackageRule } from '../../src/core/rule.js';
import noAuthor from '../../src/rules/metadata-no-author.js';
import noDescription from '../../src/rules/metadata-no-description.js';
import noLinks from '../../src/rules/metadata-no-links.js';
import typosquat from '../../src/rules/typosquat.js';

const near = (strength: SimilarName['strength']): SimilarName => ({ name: parsePackageName('requests'), rank: 6, difference: 'transposition', distance: 2, strength });
const asked = (facts: Partial<NameFacts>): NameFacts => ({ name: parsePackageName('reqeusts'), rank: null, similar: near('strong'), requested: true, ...facts });

test.each<[string, NameFacts, string]>([
  ['a strong likeness that the user named blocks', asked({}), 'critical'],
  ['a strong likeness in a dependency warns', asked({ requested: false }), 'medium'],
  ['a strong likeness of a ranked project warns', asked({ rank: 14_000 }), 'medium'],
  ['a middle likeness that the user named warns', asked({ similar: near('middle') }), 'medium'],
  ['a middle likeness in a dependency is only listed', asked({ similar: near('middle'), requested: false }), 'low'],
])('%s', (_sentence, facts, severity) => {
  expect(typosquat.check(facts).map((finding) => finding.severity)).toEqual([severity]);
});

test('the message names the popular project and the distance, the advice says what to install', () => {
  const [finding] = typosquat.check(asked({}));
  expect(finding?.message).toBe("Typosquat of 'requests' (distance: 2)");
  expect(finding?.advice).toContain('requests');
});

test('a name without a popular look-alike, or with a faint one, is no finding', () => {
  for (const similar of [null, near('faint')]) expect(typosquat.check(asked({ similar }))).toEqual([]);
});

const metadataRules: readonly PackageRule[] = [noAuthor, noDescription, noLinks];

const wheel = (fields: Readonly<Record<string, readonly string[]>>, description = ''): PackageFacts => ({
  name: parsePackageName('sample'), version: '1.0', kind: 'wheel', members: [], compiled: [], started: [], metadata: { fields: new Map(Object.entries(fields)), description }, wheel: null, buildRequires: [],
});

test('metadata that says nothing at all gives three findings and not one warning', () => {
  const empty = wheel({});
  const found = metadataRules.flatMap((rule) => rule.check(empty));
  expect(found.map((finding) => finding.severity)).toEqual(['low', 'low', 'low']);
});

test('UNKNOWN, which old setuptools writes for a missing field, is no answer', () => {
  const unknown = wheel({ author: ['UNKNOWN'], 'home-page': ['UNKNOWN'], summary: ['UNKNOWN'] }, 'UNKNOWN\n');
  expect(metadataRules.flatMap((rule) => rule.check(unknown))).toHaveLength(3);
});

test('a summary without a description is noted as information only', () => {
  expect(noDescription.check(wheel({ summary: ['Reads sample files and prints them'] })).map((finding) => finding.severity)).toEqual(['info']);
});

test('a label without an address is no link', () => {
  expect(noLinks.check(wheel({ 'project-url': ['Source, to be announced'] }))).toHaveLength(1);
  expect(noLinks.check(wheel({ 'project-url': ['Source, https://sample.invalid/x'] }))).toEqual([]);
});
