import { describe, expect, test } from 'vitest';
import { everyLockedFile } from '../../../src/app/locks/every-locked-file.js';
import type { LockEntry } from '../../../src/app/locks/lock-entries.js';
import type { LockedFile } from '../../../src/core/locked.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import type { PageLink } from '../../../src/gateway/open-gateway.js';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const petals = parsePackageName('petals');
const LINUX = 'petals-2.0-cp312-cp312-manylinux_2_17_x86_64.whl';
const WINDOWS = 'petals-2.0-cp312-cp312-win_amd64.whl';
const SOURCE = 'petals-2.0.tar.gz';

const link = (name: string, sha256?: string): PageLink =>
  ({ url: `https://somebody:secret@files.invalid/${name}`, fragment: '', hashes: sha256 === undefined ? {} : { sha256 }, requiresPython: null, yanked: null, metadata: null, uploadTime: null });
const entry = (files: readonly LockedFile[], more: Partial<LockEntry> = {}): LockEntry => ({ name: petals, version: '2.0', direct: null, files, origin: { file: 'uv.lock', line: 7 }, ...more });
const named = (fileName: string, hash: string | null = null): LockedFile => ({ fileName, url: null, hash });
const digest = (hash: string): LockedFile => ({ fileName: null, url: null, hash: `sha256:${hash}` });

async function every(entries: readonly LockEntry[], links: readonly PageLink[], taken: readonly string[] = []) {
  const { items, problems } = await everyLockedFile(entries, { offersOf: () => Promise.resolve(links), taken: taken.map((fileName) => ({ name: petals, fileName: untrusted(fileName) })) });
  return { items, files: items.map(({ fileName }) => fileName), problems: problems.map(({ what, why }) => `${what}: ${why}`) };
}

const OFFERED = [link(LINUX, A), link(WINDOWS, B), link(SOURCE), link('petals-3.0-py3-none-any.whl'), link('weeds-2.0.tar.gz')];

describe('every file of a lock', () => {
  test('is what it names for other platforms as well, without what pip takes here', async () => {
    expect(await every([entry([named(LINUX), named(WINDOWS), named(SOURCE)])], OFFERED, [LINUX])).toMatchObject({ files: [WINDOWS, SOURCE], problems: [] });
  });

  test('is what its digests are of, and everything of the version where it names nothing', async () => {
    expect((await every([entry([digest(B)])], OFFERED)).files).toEqual([WINDOWS]);
    expect((await every([entry([])], OFFERED)).files).toEqual([LINUX, WINDOWS, SOURCE]);
  });

  test('is fetched by the digest that the index states, without credentials, and nothing is built of it', async () => {
    expect((await every([entry([named(WINDOWS)])], OFFERED)).items).toEqual([
      { name: 'petals', version: '2.0', fileName: WINDOWS, url: `https://files.invalid/${WINDOWS}`, expectedSha256: B, requested: true, directUrl: null, extras: [], yanked: null, onlyJudged: true },
    ]);
  });

  test('is the first of several places', async () => {
    expect((await every([entry([named(LINUX)])], [link(LINUX, A), link(LINUX, B)])).items.map(({ expectedSha256 }) => expectedSha256)).toEqual([A]);
  });

  test('is an address where it names one and pip does not take it here', async () => {
    const direct = entry([], { version: null, direct: 'https://files.invalid/petals-1.5-cp312-cp312-win_amd64.whl' });
    expect((await every([direct], [])).items).toMatchObject([{ version: '1.5', url: direct.direct, fileName: 'petals-1.5-cp312-cp312-win_amd64.whl' }]);
    expect((await every([direct], [], [LINUX])).items).toEqual([]);
    expect((await every([entry([], { version: null, direct: 'git+https://code.invalid/petals@main' })], [])).items).toMatchObject([{ version: '', url: 'git+https://code.invalid/petals@main' }]);
  });
});

describe('what no index has', () => {
  test.each<[string, readonly LockedFile[], readonly PageLink[], readonly string[]]>([
    ['is told by its name', [named(LINUX), named('gone-1.whl')], OFFERED, ['uv.lock:7: no index offers gone-1.whl of petals']],
    ['is told by its digest where it has no name', [digest(A), digest('c'.repeat(64))], OFFERED, [`uv.lock:7: no index offers sha256:${'c'.repeat(64)} of petals`]],
    ['is not told of digests that the index does not state', [digest(A)], [link(SOURCE)], []],
    ['is told of the whole version', [named(LINUX)], [link('petals-3.0.tar.gz')], ['uv.lock:7: no index offers a file of petals 2.0']],
  ])('%s', async (_, ...[files, links, problems]) => {
    expect((await every([entry(files)], links)).problems).toEqual(problems);
  });
});
