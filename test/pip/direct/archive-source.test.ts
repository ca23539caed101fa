import { createHash } from 'node:crypto';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ToolError, UserError } from '../../../src/core/errors.js';
import { serve } from '../../platform/loopback.js';
import { lay, obtain, temporaryFolder } from './workbench.js';

const CONTENT = 'the bytes of an archive';
const digest = (algorithm: string): string => createHash(algorithm).update(CONTENT).digest('hex');
const serveContent = () => serve((_, response) => response.end(CONTENT));

test('an archive by http is downloaded into the private folder', async () => {
  const { url } = await serveContent();
  const source = await obtain(`${url}/files/demo-1.0.tar.gz`);
  expect(source).toMatchObject({ kind: 'archive', editable: false, subdirectory: '', directUrl: { url: `${url}/files/demo-1.0.tar.gz`, archive_info: {} } });
  expect(readFileSync(source.path, 'utf8')).toBe(CONTENT);
  expect(basename(source.path)).toBe('demo-1.0.tar.gz');
});

test('query and subdirectory are recorded as pip records them, the fragment is not', async () => {
  const { url, seen } = await serveContent();
  const source = await obtain(`${url}/demo.zip?x=1#subdirectory=src/demo&egg=demo`);
  expect(source.directUrl).toEqual({ url: `${url}/demo.zip?x=1`, subdirectory: 'src/demo', archive_info: {} });
  expect(source.subdirectory).toBe('src/demo');
  expect(seen.map(({ url: asked }) => asked)).toEqual(['/demo.zip?x=1']);
});

test('credentials are sent, but neither shown nor recorded', async () => {
  const { url, seen } = await serveContent();
  const source = await obtain(`${url.replace('//', '//user:hidden@')}/demo.zip`);
  expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('user:hidden').toString('base64')}`);
  expect(JSON.stringify([source.directUrl, source.shownAs])).not.toContain('hidden');
  expect(source.directUrl).toEqual({ url: `${url}/demo.zip`, archive_info: {} });
});

test.each(['sha256', 'sha512', 'md5', 'sha1'])('a %s digest in the URL is checked', async (algorithm) => {
  const { url } = await serveContent();
  expect(await obtain(`${url}/demo.zip#${algorithm}=${digest(algorithm)}`)).toMatchObject({ directUrl: { url: `${url}/demo.zip` } });
  const wrong = '0'.repeat(digest(algorithm).length);
  const error: unknown = await obtain(`${url}/demo.zip#${algorithm}=${wrong}`).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ToolError);
  expect(error).toMatchObject({ code: 'hash-mismatch', message: expect.stringContaining(wrong) });
  expect(error).toMatchObject({ message: expect.stringContaining(digest(algorithm)) });
});

test('one of several --hash values is enough', async () => {
  const { url } = await serveContent();
  const hashes = [`sha256:${'0'.repeat(64)}`, `sha512:${digest('sha512')}`];
  expect(await obtain(`${url}/demo.zip`, { hashes })).toMatchObject({ kind: 'archive' });
  await expect(obtain(`${url}/demo.zip`, { hashes: hashes.slice(0, 1) })).rejects.toMatchObject({ code: 'hash-mismatch' });
});

test('a digest in the URL does not make up for a --hash that differs', async () => {
  const { url } = await serveContent();
  await expect(obtain(`${url}/demo.zip#sha256=${digest('sha256')}`, { hashes: [`sha256:${'0'.repeat(64)}`] })).rejects.toMatchObject({ code: 'hash-mismatch' });
});

test('a local archive is copied: what happens to the original afterwards does not matter', async () => {
  const folder = lay(temporaryFolder(), { 'my demo-1.0.tar.gz': CONTENT });
  const source = await obtain('./my demo-1.0.tar.gz', { cwd: folder });
  writeFileSync(join(folder, 'my demo-1.0.tar.gz'), 'something else');
  expect(readFileSync(source.path, 'utf8')).toBe(CONTENT);
  expect(statSync(source.path).mode & 0o077).toBe(0);
  expect(source.directUrl).toEqual({ url: `file://${folder}/my%20demo-1.0.tar.gz`, archive_info: {} });
  expect(source.shownAs).toBe(join(folder, 'my demo-1.0.tar.gz'));
});

test('a link to a local archive is followed once, to an ordinary file', async () => {
  const folder = lay(temporaryFolder(), { 'demo.zip': CONTENT });
  symlinkSync(join(folder, 'demo.zip'), join(folder, 'link.zip'));
  symlinkSync('/dev/zero', join(folder, 'endless.zip'));
  expect(readFileSync((await obtain('./link.zip', { cwd: folder })).path, 'utf8')).toBe(CONTENT);
  await expect(obtain(`file://${folder}/endless.zip`)).rejects.toThrow(UserError);
});

test.each(['/..', '/a/..%2f..%2fx', '/-rf', '/'])('the path %s of an URL makes a harmless file name', async (path) => {
  const { url } = await serveContent();
  const { path: written } = await obtain(`${url}${path}`);
  expect(basename(written)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/);
});
