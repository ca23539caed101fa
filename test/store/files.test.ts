import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFileCache } from '../../src/store/files.js';
import { sha256Of } from './sha256-of.js';

const HOUR = 3_600_000;

function setUp() {
  const home = mkdtempSync(join(tmpdir(), 'depsec-cache-'));
  const time = { nowMs: Date.now() };
  const cache = openFileCache({ home, clock: { nowMs: () => time.nowMs } });
  const write = (content: string): string => {
    const path = join(home, `given-${sha256Of(content).slice(0, 8)}`);
    writeFileSync(path, content);
    return path;
  };
  return { home, time, cache, write };
}

test('a kept file is found by its hash, and lies in a private folder', async () => {
  const { home, cache, write } = setUp();
  const sha = sha256Of('wheel');
  expect(await cache.find(sha)).toBeNull();
  const kept = await cache.keep(write('wheel'), sha);
  expect(await cache.find(sha)).toBe(kept);
  expect(kept).toBe(join(home, 'files', sha.slice(0, 2), sha));
  expect(readFileSync(kept, 'utf8')).toBe('wheel');
  expect(statSync(join(home, 'files')).mode & 0o777).toBe(0o700);
});

test('keeping the same file twice, also at once, leaves one whole file', async () => {
  const { home, cache, write } = setUp();
  const sha = sha256Of('wheel');
  const path = write('wheel');
  await Promise.all([cache.keep(path, sha), cache.keep(path, sha), cache.keep(path, sha)]);
  await cache.keep(path, sha);
  expect(readdirSync(join(home, 'files', sha.slice(0, 2)))).toEqual([sha]);
});

test('a file whose bytes were changed is not given out, and goes', async () => {
  const { cache, write } = setUp();
  const sha = sha256Of('wheel');
  const kept = await cache.keep(write('wheel'), sha);
  writeFileSync(kept, 'wheeI');
  expect(await cache.find(sha)).toBeNull();
  expect(existsSync(kept)).toBe(false);
});

test('a kept file does not change the date of the file it was made from', async () => {
  const { cache, write } = setUp();
  const path = write('wheel');
  utimesSync(path, 1_000, 2_000);
  await cache.keep(path, sha256Of('wheel'));
  await cache.find(sha256Of('wheel'));
  expect(statSync(path).mtimeMs).toBe(2_000_000);
});

test('pruning removes what was used longest ago, beyond the limit', async () => {
  const { time, cache, write } = setUp();
  const contents = ['a'.repeat(100), 'b'.repeat(100), 'c'.repeat(100)];
  for (const content of contents) {
    time.nowMs += HOUR;
    await cache.keep(write(content), sha256Of(content));
  }
  time.nowMs += HOUR;
  await cache.find(sha256Of(contents[0] ?? ''));
  await cache.prune(250);
  const found = [];
  for (const content of contents) found.push((await cache.find(sha256Of(content))) !== null);
  expect(found).toEqual([true, false, true]);
});

test('pruning within the limit removes nothing, and an empty cache is fine', async () => {
  const { cache, write } = setUp();
  await cache.prune();
  await cache.keep(write('wheel'), sha256Of('wheel'));
  await cache.prune();
  expect(await cache.find(sha256Of('wheel'))).not.toBeNull();
});

test('leftovers of killed runs go after a day, those of running ones stay', async () => {
  const { time, cache, write } = setUp();
  const kept = await cache.keep(write('wheel'), sha256Of('wheel'));
  const leftover = join(kept, '..', '.half.tmp');
  writeFileSync(leftover, 'half');
  await cache.prune();
  expect(existsSync(leftover)).toBe(true);
  time.nowMs += 25 * HOUR;
  await cache.prune();
  expect(existsSync(leftover)).toBe(false);
  expect(existsSync(kept)).toBe(true);
});

test('the size counts files, and nothing of an empty cache', async () => {
  const { cache, write } = setUp();
  expect(await cache.size()).toEqual({ count: 0, bytes: 0 });
  for (const content of ['aa', 'bbb']) await cache.keep(write(content), sha256Of(content));
  expect(await cache.size()).toEqual({ count: 2, bytes: 5 });
});

test('clearing removes every file and tells how many, but not what another run is writing now', async () => {
  const { home, time, cache, write } = setUp();
  const kept = await cache.keep(write('wheel'), sha256Of('wheel'));
  const partial = join(home, 'files', sha256Of('wheel').slice(0, 2), '.half.tmp');
  writeFileSync(partial, 'half');
  expect(await cache.clear()).toEqual({ count: 1, bytes: 5 });
  expect([existsSync(kept), existsSync(partial)]).toEqual([false, true]);
  time.nowMs += 25 * HOUR;
  expect(await cache.clear()).toEqual({ count: 1, bytes: 4 });
  expect(existsSync(partial)).toBe(false);
});

test('pruning tells what it has removed', async () => {
  const { cache, write } = setUp();
  for (const content of ['aa', 'bbb']) await cache.keep(write(content), sha256Of(content));
  expect(await cache.prune(10)).toEqual({ count: 0, bytes: 0 });
  expect(await cache.prune(0)).toEqual({ count: 2, bytes: 5 });
});
