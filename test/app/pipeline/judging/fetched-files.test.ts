import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFetchedFiles, type FetchedFiles } from '../../../../src/app/pipeline/judging/fetched-files.js';
import { asSha256 } from '../../../../src/platform/files.js';
import { openFileCache, type FileCache } from '../../../../src/store/files.js';
import { makeHttp, serve, type Loopback } from '../../../platform/loopback.js';

const BYTES = 'the bytes of a wheel';
const SHA = asSha256(createHash('sha256').update(BYTES).digest('hex'));

interface Scene {
  readonly folder: string;
  readonly cache: FileCache;
  readonly server: Loopback;
  readonly files: FetchedFiles;
  /** The same home in a later run. */
  readonly nextRun: () => FetchedFiles;
}

async function scene(bytes = BYTES): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'depsec-fetched-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'home'));
  const cache = openFileCache({ home: join(folder, 'home') });
  const server = await serve((_, response) => { response.end(bytes); });
  let run = 0;
  const nextRun = (): FetchedFiles => {
    run += 1;
    return createFetchedFiles({ folder: join(folder, `run-${run}`), cache, http: makeHttp(), signal: new AbortController().signal });
  };
  return { folder, cache, server, files: nextRun(), nextRun };
}

test('a file that pip and the stage ask for, at the same time or in turn, is fetched once', async () => {
  const { folder, server, files } = await scene();
  const url = `${server.url}/x-1+a.whl`;
  const both = await Promise.all([files.fetch(url, SHA), files.fetch(url, null)]);
  expect(both[0].path).toBe(both[1].path);
  expect(await files.place(`${server.url}/x-1%2Ba.whl`, join(folder, 'staged'))).toEqual({ sha256: SHA, bytes: BYTES.length });
  expect(await readFile(join(folder, 'staged'), 'utf8')).toBe(BYTES);
  expect(server.seen).toHaveLength(1);
});

test('a file that an earlier run has kept is not fetched again when its page promises it', async () => {
  const { server, files, nextRun } = await scene();
  await files.fetch(`${server.url}/x.whl`, null);
  const { path } = await nextRun().fetch(`${server.url}/elsewhere/x.whl`, SHA);
  expect(await readFile(path, 'utf8')).toBe(BYTES);
  expect(server.seen).toHaveLength(1);
});

test('a file that is not the promised one is neither given nor kept', async () => {
  const { folder, cache, server, files } = await scene('other bytes');
  await expect(files.fetch(`${server.url}/x.whl`, SHA)).rejects.toMatchObject({ code: 'hash-mismatch' });
  await expect(files.place(`${server.url}/x.whl`, join(folder, 'staged'))).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(await cache.find(SHA)).toBeNull();
});

test('a file with a user name in its link is found by the address without', async () => {
  const { folder, server, files } = await scene();
  await files.fetch(server.url.replace('//', '//ada:pw@').concat('/x.whl'), null);
  expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ada:pw').toString('base64')}`);
  expect(await files.place(`${server.url}/x.whl`, join(folder, 'staged'))).toMatchObject({ sha256: SHA });
});

test('what is expected is fetched ahead, sixteen at a time, and once', async () => {
  const { server, files } = await scene();
  for (let number = 0; number < 40; number += 1) files.expect(`${server.url}/x-${number}.whl`, null);
  files.expect(`${server.url}/x-0.whl`, null);
  await files.fetch(`${server.url}/x-0.whl`, null);
  await files.close();
  expect(new Set(server.seen.map(({ url }) => url)).size).toBe(server.seen.length);
  expect(server.seen.length).toBeLessThanOrEqual(16);
});

test('what is still under way at the end is given up', async () => {
  const { files } = await scene();
  const silent = await serve(() => {});
  files.expect(`${silent.url}/x.whl`, null);
  await files.close();
  await expect(files.fetch(`${silent.url}/x.whl`, null)).rejects.toThrow(/abort/i);
});

test('what nobody has fetched is not there, and a file of this machine stays where it is', async () => {
  const { folder, files } = await scene();
  await writeFile(join(folder, 'local.whl'), BYTES);
  expect(await files.place('http://index.invalid/x.whl', join(folder, 'staged'))).toBeNull();
  expect(await files.fetch(`file://${folder}/local.whl`, null)).toEqual({ path: join(folder, 'local.whl') });
});
