import { describe, expect, test } from 'vitest';
import { offeredFile } from '../../../src/app/indexes/offered-file.js';
import { createSeenProjects } from '../../../src/app/indexes/seen-projects.js';
import { fittingFiles } from '../../../src/app/locks/fitting-files.js';
import { lockEntries, type LockEntry } from '../../../src/app/locks/lock-entries.js';
import { lockedFacts } from '../../../src/app/locks/locked-facts.js';
import { isSha256, type Staged } from '../../../src/core/artifact.js';
import type { LockedFile } from '../../../src/core/locked.js';
import { parsePackageName } from '../../../src/core/name.js';
import { parseRequirement } from '../../../src/core/requirements/parse-requirement.js';
import { untrusted } from '../../../src/core/untrusted.js';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
if (!isSha256(A)) throw new Error('not a digest');
const WHEEL = 'petals-2.0.0-py3-none-any.whl';
const judged: Staged = { name: parsePackageName('petals'), version: untrusted('2.0'), fileName: untrusted(WHEEL), path: '', sha256: A, bytes: 1, requested: true, shownAs: untrusted(WHEEL) };

const offered = (name: string, sha256?: string) =>
  offeredFile({ url: `https://files.invalid/${name}`, fragment: '', hashes: sha256 === undefined ? {} : { sha256 }, requiresPython: null, yanked: null, metadata: null, uploadTime: null });
const locked = (more: Partial<LockedFile> = {}): LockedFile => ({ fileName: WHEEL, url: null, hash: `sha256:${A}`, ...more });
const entry = (files: readonly LockedFile[], version: string | null = '2.0.0'): LockEntry => ({ name: judged.name, version, direct: null, files, origin: { file: 'uv.lock', line: 12 } });

const requirement = (text: string, files: readonly LockedFile[]) => ({ ...parseRequirement(text), lockedFiles: files, origin: { file: 'sub/uv.lock', line: 3 } });

describe('the facts of a lock entry', () => {
  test('say what the index has under the name of a locked file, else with its digest', () => {
    const [named, renamed, gone] = lockedFacts(entry([locked({ hash: `sha256:${B}` }), locked({ fileName: 'other.whl' }), locked({ fileName: 'gone.whl', hash: `sha256:${B}` })]), judged, [offered(WHEEL, A)]).files;
    expect(named?.offered).toEqual({ url: `https://files.invalid/${WHEEL}`, hash: `sha256:${A}` });
    expect(renamed?.offered?.hash).toBe(`sha256:${A}`);
    expect(gone?.offered).toBeNull();
  });

  test('take the digest of the fetched file where the index states none', () => {
    expect(lockedFacts(entry([locked({ hash: `sha256:${B}` })]), judged, [offered(WHEEL)]).files[0]?.offered?.hash).toBe(`sha256:${A}`);
    expect(lockedFacts(entry([locked({ hash: `sha512:${B}${B}` })]), judged, [offered(WHEEL)]).files[0]?.offered?.hash).toBeNull();
  });

  test('tell a file whose digest is in no entry, where digests have no names', () => {
    expect(lockedFacts(entry([locked({ fileName: null, hash: `sha256:${B}` })]), judged, []).stray).toEqual({ fileName: WHEEL, hash: `sha256:${A}` });
    expect(lockedFacts(entry([locked({ fileName: null, hash: `sha256:${B}` }), locked({ fileName: null })]), judged, []).stray).toBeNull();
    expect(lockedFacts(entry([]), judged, []).stray).toBeNull();
  });

  test('tell the file of another project', () => {
    expect(lockedFacts(entry([locked(), locked({ fileName: 'weed-1.0.tar.gz' }), locked({ fileName: 'Petals-2.0.0.tar.gz' })]), judged, []).files.map(({ isOwn }) => isOwn)).toEqual([true, false, true]);
  });

  test('of a source package that was built here are about the source', () => {
    const built: Staged = { ...judged, builtFrom: { shownAs: untrusted('petals-2.0.0.tar.gz'), sha256: A }, fileName: untrusted('petals-2.0.0-py3-none-any.whl') };
    expect(lockedFacts(entry([locked({ fileName: 'petals-2.0.0.tar.gz', hash: `sha256:${B}` })]), built, []).files[0]?.offered?.hash).toBe(`sha256:${A}`);
  });
});

describe('the files that an entry means', () => {
  const files = [offered(WHEEL, A), offered('petals-2.0-1-py3-none-any.whl', B), offered('petals-3.0-py3-none-any.whl', A)];
  test.each<[string, readonly LockedFile[], readonly number[]]>([
    ['are those with its digests', [locked({ fileName: null, hash: `sha256:${B}` })], [1]],
    ['are those with its names or digests', [locked({ hash: `sha256:${B}` })], [0, 1]],
    ['are those with its names, where no digest fits', [locked({ hash: `sha256:${'c'.repeat(64)}` })], [0]],
    ['are all of the version, where nothing fits', [locked({ fileName: 'x.whl', hash: null })], [0, 1]],
    ['are all of the version, where it names none', [], [0, 1]],
  ])('%s', (_, some, places) => {
    expect(fittingFiles(entry(some), files)).toEqual(places.map((place) => files[place]));
  });
});

describe('the entries of lock files', () => {
  test('have the version they are locked to, and none where they name an URL, which is then that of the file', () => {
    const requirements = [requirement('Petals==2.0.0', [locked()]), requirement('lawn @ http://files.invalid/lawn.zip#subdirectory=src', []), requirement('tool @ git+https://code.invalid/tool@main', []), parseRequirement('other==1')];
    expect(lockEntries({ requirements }, '/nowhere')).toEqual([
      { name: 'petals', version: '2.0.0', direct: null, files: [locked()], origin: { file: 'sub/uv.lock', line: 3 } },
      { name: 'lawn', version: null, direct: 'http://files.invalid/lawn.zip#subdirectory=src', files: [{ fileName: null, url: 'http://files.invalid/lawn.zip', hash: null }], origin: { file: 'sub/uv.lock', line: 3 } },
      { name: 'tool', version: null, direct: 'git+https://code.invalid/tool@main', files: [], origin: { file: 'sub/uv.lock', line: 3 } },
    ]);
  });

  test('belong to the version that is judged', () => {
    const projects = createSeenProjects();
    projects.noteLocks([entry([locked()], '2.0.0'), entry([locked()], '1.0')]);
    expect(projects.lockedAs(judged)?.where).toBe('uv.lock:12');
    expect(projects.lockedAs({ ...judged, version: untrusted('3.0') })).toBeNull();
    expect(projects.lockedAs({ ...judged, name: parsePackageName('other') })).toBeNull();
  });
});
