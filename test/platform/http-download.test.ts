import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { isSha256, type Sha256 } from '../../src/core/artifact.js';
import { makeHttp, serve } from './loopback.js';

const file = randomBytes(3_000_000);
const digest = (data: Buffer): Sha256 => {
  const hex = createHash('sha256').update(data).digest('hex');
  if (!isSha256(hex)) throw new TypeError(hex);
  return hex;
};
const target = (): string => join(mkdtempSync(join(tmpdir(), 'depsec-download-')), 'pkg.whl');
const folderOf = (path: string): string[] => readdirSync(join(path, '..'));

/** Sends `data` from the asked offset, and cuts the line after `cutAt` bytes. */
function sendPart(request: IncomingMessage, response: ServerResponse, { data = file, cutAt = Infinity, etag = '"v1"' } = {}): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const resumes = from > 0 && request.headers['if-range'] === etag;
  const part = data.subarray(resumes ? from : 0);
  response.writeHead(resumes ? 206 : 200, {
    etag, 'content-length': part.length, ...(resumes ? { 'content-range': `bytes ${from}-${data.length - 1}/${data.length}` } : {}),
  });
  if (part.length <= cutAt) response.end(part);
  else response.write(part.subarray(0, cutAt), () => { setTimeout(() => response.destroy(), 30); });
}

test('a file arrives whole, private, hashed, and nothing lies beside it', async () => {
  const server = await serve((request, response) => sendPart(request, response));
  const to = target();
  const progress: number[] = [];
  const got = await makeHttp().download(server.url, to, { expectedSha256: digest(file), onProgress: ({ bytes, total }) => { progress.push(bytes / (total ?? 1)); } });
  expect(got).toEqual({ sha256: digest(file), bytes: file.length });
  expect(readFileSync(to).equals(file)).toBe(true);
  expect(statSync(to).mode & 0o777).toBe(0o600);
  expect(folderOf(to)).toEqual(['pkg.whl']);
  expect(progress.at(-1)).toBe(1);
});

test('a broken line is taken up where it broke', async () => {
  const server = await serve((request, response, count) => sendPart(request, response, { cutAt: count < 4 ? 700_000 : Infinity }));
  const to = target();
  expect(await makeHttp().download(server.url, to)).toEqual({ sha256: digest(file), bytes: file.length });
  expect(server.seen.slice(1).every((seen) => /^bytes=[1-9]\d*-$/.test(seen.headers.range ?? '') && seen.headers['if-range'] === '"v1"')).toBe(true);
  expect(readFileSync(to).equals(file)).toBe(true);
});

test('a server that ignores ranges is read from the start again', async () => {
  const server = await serve((_, response, count) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': file.length });
    if (count > 1) response.end(file);
    else response.write(file.subarray(0, 900_000), () => { setTimeout(() => response.destroy(), 30); });
  });
  expect(await makeHttp().download(server.url, target())).toEqual({ sha256: digest(file), bytes: file.length });
});

test('a file that changed meanwhile is never a mixture of both', async () => {
  const newer = randomBytes(2_000_000);
  const server = await serve((request, response, count) => sendPart(request, response, count === 1 ? { cutAt: 900_000 } : { data: newer, etag: '"v2"' }));
  expect(await makeHttp().download(server.url, target())).toEqual({ sha256: digest(newer), bytes: newer.length });
});

test.each([
  ['a part of another version', { etag: '"v2"', 'content-range': `bytes 900000-${file.length - 1}/${file.length}` }],
  ['a part that starts elsewhere', { etag: '"v1"', 'content-range': `bytes 5-${file.length - 1}/${file.length}` }],
  ['a part that does not say where it starts', { etag: '"v1"' }],
])('%s is thrown away and the file read from the start', async (_, headers) => {
  const server = await serve((request, response, count) => {
    if (request.headers.range) response.writeHead(206, headers).end('x'.repeat(1_000));
    else sendPart(request, response, { cutAt: count === 1 ? 900_000 : Infinity });
  });
  expect(await makeHttp().download(server.url, target())).toEqual({ sha256: digest(file), bytes: file.length });
});

test('without a validator nothing is resumed', async () => {
  const server = await serve((_, response, count) => {
    response.writeHead(200, { etag: 'W/"weak"', 'content-length': file.length });
    if (count > 1) response.end(file);
    else response.write(file.subarray(0, 900_000), () => { setTimeout(() => response.destroy(), 30); });
  });
  expect((await makeHttp().download(server.url, target())).sha256).toBe(digest(file));
  expect(server.seen[1]?.headers).not.toHaveProperty('range');
});

test('a wrong hash shows both digests and leaves nothing', async () => {
  const server = await serve((request, response) => sendPart(request, response));
  const to = target();
  const promised = digest(Buffer.from('another'));
  const error = await makeHttp().download(server.url, to, { expectedSha256: promised }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'hash-mismatch', message: expect.stringMatching(new RegExp(`${promised}.*${digest(file)}`)) });
  expect(folderOf(to)).toEqual([]);
});

test.each([
  [401, 'asks for a user name and password (401)'],
  [403, 'refuses access (403)'],
  [404, 'not found (404)'],
])('status %i is told as what it is and not tried again', async (status, words) => {
  const server = await serve((_, response) => response.writeHead(status).end('page'));
  const to = target();
  await expect(makeHttp().download(server.url.replace('//', '//me:secret@'), to)).rejects.toMatchObject({ code: 'network', message: `${server.url}/: ${words}` });
  expect(server.seen).toHaveLength(1);
  expect(folderOf(to)).toEqual([]);
});

test('a server that stays busy ends in an error, not in an endless loop', async () => {
  const server = await serve((_, response) => response.writeHead(503).end());
  await expect(makeHttp().download(server.url, target())).rejects.toThrow('answers with status 503');
  expect(server.seen).toHaveLength(4);
});

test('a line that breaks every time ends in an error', async () => {
  const server = await serve((request, response) => sendPart(request, response, { cutAt: 1_000 }));
  await expect(makeHttp().download(server.url, target())).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('broke') });
  expect(server.seen).toHaveLength(4);
});

test('a file that never ends stops at the limit', async () => {
  const server = await serve((_, response) => { const timer = setInterval(() => response.write(Buffer.alloc(50_000)), 1); response.on('close', () => clearInterval(timer)); });
  const to = target();
  await expect(makeHttp().download(server.url, to, { maxBytes: 200_000 })).rejects.toThrow('is larger than 200000 bytes');
  expect(folderOf(to)).toEqual([]);
});

test('a server that drips is given up', async () => {
  const server = await serve((_, response) => { const timer = setInterval(() => response.write('.'), 20); response.on('close', () => clearInterval(timer)); });
  await expect(makeHttp().download(server.url, target(), { patienceMs: 150 })).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('too slowly') });
});

test('an abort leaves nothing behind', async () => {
  const server = await serve((_, response) => { response.writeHead(200, { 'content-length': file.length }); response.write(file.subarray(0, 10_000)); });
  const to = target();
  const abort = new AbortController();
  await expect(makeHttp().download(server.url, to, { signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) })).rejects.toThrow('enough');
  expect(folderOf(to)).toEqual([]);
});

test('a folder that is not there is the disk\'s error, not the network\'s', async () => {
  const server = await serve((request, response) => sendPart(request, response));
  await expect(makeHttp().download(server.url, join(target(), 'below', 'x'))).rejects.toMatchObject({ code: 'disk' });
  expect(server.seen).toHaveLength(0);
});

test('a file:// URL becomes a second name of a file that nobody else can change', async () => {
  const from = target();
  writeFileSync(from, file, { mode: 0o644 });
  const to = `${from} copy%.whl`;
  expect(await makeHttp().download(pathToFileURL(from).href, to, { expectedSha256: digest(file) })).toEqual({ sha256: digest(file), bytes: file.length });
  expect(statSync(to).ino).toBe(statSync(from).ino);
  expect(folderOf(to)).toHaveLength(2);
});

test('a file:// URL is copied when others may write to the file', async () => {
  const from = target();
  writeFileSync(from, file);
  chmodSync(from, 0o666);
  const to = `${from}.copy`;
  await makeHttp().download(pathToFileURL(from).href, to);
  expect(statSync(to).ino).not.toBe(statSync(from).ino);
  expect(readFileSync(to).equals(file)).toBe(true);
});

test('a file:// URL with the wrong hash, or of a folder, or of nothing, gives no file', async () => {
  const from = target();
  writeFileSync(from, file);
  const http = makeHttp();
  const to = `${from}.copy`;
  await expect(http.download(pathToFileURL(from).href, to, { expectedSha256: digest(Buffer.from('x')) })).rejects.toMatchObject({ code: 'hash-mismatch' });
  await expect(http.download(pathToFileURL(join(from, '..')).href, to)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('not an ordinary file') });
  await expect(http.download(pathToFileURL(`${from}.none`).href, to)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('no such file') });
  await expect(http.download('file://server.invalid/x', to)).rejects.toMatchObject({ code: 'disk' });
  expect(existsSync(to)).toBe(false);
  expect(folderOf(from)).toEqual(['pkg.whl']);
});
