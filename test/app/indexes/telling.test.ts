import { describe, expect, test } from 'vitest';
import { describeProject } from '../../../src/app/indexes/describe-project.js';
import { explainAbsence } from '../../../src/app/indexes/explain-absence.js';
import { askIndex } from '../../../src/app/indexes/index-look-up.js';
import { indexNotices } from '../../../src/app/indexes/index-notices.js';
import type { OfferedFile } from '../../../src/app/indexes/offered-file.js';
import { createSeenProjects, type SeenProject } from '../../../src/app/indexes/seen-projects.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { asSha256 } from '../../../src/platform/files.js';
import { daysAgo, NOW } from '../../support/project-facts.js';

const petals = parsePackageName('petals');
const file = (version: string, days: number | null, yanked: string | null = null): OfferedFile => ({ fileName: `petals-${version}-py3-none-any.whl`, version, uploadedAt: days === null ? null : daysAgo(days), yanked });
const seenWith = (more: Partial<SeenProject>): SeenProject => ({ project: petals, isPublic: true, files: [], status: null, withheld: [], ageless: [], namesake: null, ...more });
const limit = { minAgeMs: 3 * 86_400_000, now: NOW };
const namesake = { publicIndex: untrusted('https://public.invalid/simple'), privateIndex: untrusted('https://own.invalid/simple'), newest: untrusted('9.0'), wouldWin: true };

describe('notices', () => {
  const taken = [{ name: petals, version: untrusted('1.0') }];
  const texts = (...seen: readonly SeenProject[]): readonly string[] => indexNotices(taken, seen.map((each) => ({ ...each, files: [file('1.0', 90), ...each.files] })), limit).map(({ text }) => String(text));

  test('tell the newest version that was withheld, and what is taken instead', () => {
    expect(texts(seenWith({ withheld: [file('1.1', 2), file('1.2', 1), file('0.9.1', 1)] }))).toEqual(['Withheld as younger than 3 days: petals 1.2 (1 day old), so 1.0 is taken.']);
  });

  test('say nothing of withheld versions that would not have been taken', () => {
    expect(texts(seenWith({ withheld: [file('0.9.1', 1)] }))).toEqual([]);
    expect(indexNotices([], [seenWith({ withheld: [file('1.2', 1)] })], limit)).toEqual([]);
  });

  test('say once whose age nobody knows, if that is what is taken', () => {
    expect(texts(seenWith({ ageless: [file('1.0.0', null)] }))).toEqual(['The minimum age says nothing of petals: the index does not tell when these files were uploaded.']);
    expect(texts(seenWith({ ageless: [file('0.1', null)] }))).toEqual([]);
  });

  test('say whose age cannot be known, since no index has the file', () => {
    expect(indexNotices(taken, [], limit).map(({ text }) => text)).toEqual(['The minimum age says nothing of petals: these files come from no index.']);
    expect(indexNotices(taken, [], { ...limit, minAgeMs: 0 })).toEqual([]);
  });

  test('say when a newer version in public is passed over', () => {
    expect(texts(seenWith({ isPublic: false, namesake }))).toEqual([expect.stringContaining('a public one has a newer version: petals 1.0 (9.0 in public)')]);
    expect(texts(seenWith({ isPublic: false, namesake: { ...namesake, wouldWin: false } }))).toEqual([]);
  });
});

const none = (requirement: string): string => `ERROR: Could not find a version that satisfies the requirement ${requirement} (from versions: 1.0)\nERROR: No matching distribution found for ${requirement}\n`;
const message = (requirement: string, more: Partial<SeenProject>): string | undefined => explainAbsence(none(requirement), [seenWith(more)], limit)?.message;

describe('what pip did not find', () => {
  test.each(['petals==1.2', 'Petals[bloom]==1.2.0', 'petals===1.2'])('is too young: %s', (requirement) => {
    expect(message(requirement, { withheld: [file('1.2', 1), file('1.3', 1)] })).toBe('petals 1.2 (1 day old) is younger than the minimum age of 3 days, and that very version is asked for');
  });

  test('is too young, whichever version fits', () => {
    expect(message('petals>=1.1', { withheld: [file('1.2', 1)] })).toContain('and no older version fits');
    expect(explainAbsence(none('petals>=1.1'), [seenWith({ withheld: [file('1.2', 1)] })], limit)?.hint).toBe('wait until 2099-01-12 00:00 UTC, or pass --min-age 0 if you know what is in it');
  });

  test('is quarantined', () => {
    expect(message('petals', { status: { state: 'quarantined', reason: untrusted('malware') } })).toBe('petals is quarantined by its index, which offers no file of it: malware');
  });

  test('is only in public while a private index has the name', () => {
    expect(message('petals==9.0', { namesake, isPublic: false, files: [file('1.0', null)] })).toContain('petals==9.0 is not on https://own.invalid/simple, which has 1.0');
  });

  test('is missing for another reason', () => {
    expect(message('petals==7', { withheld: [file('1.2', 1)] })).toBeUndefined();
    expect(message('roses', { withheld: [file('1.2', 1)] })).toBeUndefined();
    expect(message('petals', { status: { state: 'archived', reason: null } })).toBeUndefined();
  });
});

describe('what is known of a version', () => {
  const files = [file('1.0', 400), file('2.0', 30), { ...file('2.0', 10, 'broken'), fileName: 'petals-2.0.tar.gz' }, file('3.0', null)];
  const subject = { name: petals, version: untrusted('2.0.0'), fileName: untrusted('petals-2.0.tar.gz') };

  test('comes from the page: first file, first file of the version, this file', () => {
    expect(describeProject(seenWith({ files }), subject, { maintainers: 2, claims: ['x'] })).toEqual({
      isPublic: true, status: null, namesake: null, firstReleaseAt: daysAgo(400), releasedAt: daysAgo(30), addedAt: daysAgo(10), releaseTimes: [daysAgo(400), daysAgo(30)],
      isListed: true, yanked: 'broken', maintainers: 2, claims: ['x'],
    });
  });

  test('of a private index is not how old it is', () => {
    expect(describeProject(seenWith({ files, isPublic: false }), subject, null)).toMatchObject({ firstReleaseAt: null, releasedAt: null, addedAt: null, releaseTimes: [], yanked: 'broken' });
  });

  test('counts a version as yanked when all of its files are, and as gone when there is none', () => {
    const other = { name: petals, version: untrusted('2.0') };
    expect(describeProject(seenWith({ files }), other, null)).toMatchObject({ yanked: null, isListed: true });
    expect(describeProject(seenWith({ files: [file('2.0', 1, '')] }), other, null).yanked).toBe('');
    expect(describeProject(seenWith({ files }), { ...other, version: untrusted('4.0') }, null).isListed).toBe(false);
  });

  test('is nothing for a file that no index of this run offered', async () => {
    const projects = createSeenProjects();
    projects.note(seenWith({ files }), null);
    expect((await askIndex(subject, projects)).project?.yanked).toBe('broken');
    expect(await askIndex({ ...subject, fileName: untrusted('petals-2.0-cp311-x.whl') }, projects)).toEqual({ project: null, gaps: [] });
    expect(await askIndex({ ...subject, name: parsePackageName('roses') }, projects)).toEqual({ project: null, gaps: [] });
  });

  test('of a wheel that was built is that of its source', async () => {
    const projects = createSeenProjects();
    projects.note(seenWith({ files }), null);
    const built = { ...subject, fileName: untrusted('petals-2.0-py3-none-any.whl'), builtFrom: { shownAs: untrusted('petals-2.0.tar.gz'), sha256: asSha256('0'.repeat(64)) } };
    expect((await askIndex(built, projects)).project?.addedAt).toBe(daysAgo(10));
  });

  test('has a gap where the index could not tell the rest, and the page counts all the same', async () => {
    const projects = createSeenProjects();
    let asked = 0;
    const fails = () => { asked += 1; return Promise.resolve({ kind: 'failed', why: 'answers with status 500' } as const); };
    projects.note(seenWith({ files }), fails);
    projects.note(seenWith({ files }), fails);
    expect(await askIndex(subject, projects)).toMatchObject({ project: { isListed: true, maintainers: null }, gaps: [{ kind: 'service', why: 'answers with status 500' }] });
    expect(asked).toBe(1);
  });
});
