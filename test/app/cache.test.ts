import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cacheStats, clearCache, pruneCache } from '../../src/app/cache.js';
import { openFileCache } from '../../src/store/files.js';
import { openStore, type StoreKind } from '../../src/store/open-store.js';
import { sha256Of } from '../store/sha256-of.js';
import { kinds, onDisk } from '../store/sqlite-here.js';

async function kept(prefer: StoreKind = kinds[0] ?? 'memory') {
  const path = mkdtempSync(join(tmpdir(), 'depsec-cache-command-'));
  const store = await openStore({ home: path, prefer });
  onTestFinished(() => {
    store.close();
    rmSync(path, { recursive: true, force: true });
  });
  const files = openFileCache({ home: path });
  for (const content of ['a'.repeat(1500), 'bb']) {
    const given = join(path, 'given');
    writeFileSync(given, content);
    await files.keep(given, sha256Of(content));
    rmSync(given);
    store.analyses.put(sha256Of(content), 'rules', { findings: [] });
  }
  return { files, store, home: { path, temporary: false, notice: null } };
}

const texts = ({ groups }: Awaited<ReturnType<typeof cacheStats>>): readonly string[] => groups.flatMap(({ rows }) => rows.map((row) => row.join(': ')));

test('stats tell files and results, in sizes that people read and in bytes for programs', async () => {
  const cache = await kept();
  const answer = await cacheStats(cache);
  expect(texts(answer)).toContain('downloaded files: 2 files, 1.5 kB');
  expect(texts(answer)).toContainEqual(expect.stringMatching(/^what was found in files: 2 entries, \d+ bytes$/));
  expect(answer.document).toMatchObject({ files: { count: 2, bytes: 1502 }, store: { analyses: { count: 2 } } });
});

test.each(kinds)('clear removes both, and the next run starts from nothing (%s)', async (kind) => {
  const cache = await kept(kind);
  expect(texts(await clearCache(cache))).toEqual(['Removed 2 files, 1.5 kB, and 2 kept results. The audit log and the settings stay.']);
  expect(await cache.files.size()).toEqual({ count: 0, bytes: 0 });
  expect(cache.store.analyses.get(sha256Of('bb'), 'rules')).toBeNull();
  cache.store.analyses.put(sha256Of('bb'), 'rules', { findings: [] });
  expect(cache.store.analyses.get(sha256Of('bb'), 'rules')).toEqual({ findings: [] });
});

test.each(onDisk)('clear goes on while somebody else has the store open and writes to it (%s)', async (kind) => {
  const cache = await kept(kind);
  const other = await openStore({ home: cache.home.path, prefer: kind });
  onTestFinished(() => other.close());
  other.analyses.put(sha256Of('cc'), 'rules', 1);
  await clearCache(cache);
  expect(other.analyses.get(sha256Of('cc'), 'rules')).toBeNull();
  other.analyses.put(sha256Of('cc'), 'rules', 2);
  expect(cache.store.analyses.get(sha256Of('cc'), 'rules')).toBe(2);
});

test.each([['0', 2], ['10', 1], ['1KB', 1], ['1.5 kB', 1], ['1GB', 0]])('prune --max-size %s removes %i of the two files', async (size, count) => {
  expect((await pruneCache(size, await kept())).document).toMatchObject({ removed: { files: { count } } });
});

test('prune without a size keeps 10 GB', async () => {
  expect(texts(await pruneCache(null, await kept()))).toEqual(['Nothing to remove.']);
});

test.each(['much', '-1', '1XB', ''])('prune --max-size %j is an error', async (size) => {
  await expect(pruneCache(size, await kept())).rejects.toMatchObject({ code: 'bad-arguments', hint: 'such as 2GB or 500MB' });
});
