import { mkdtemp, readFile, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Resolved } from '../../src/core/artifact.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { finishInstall, installedDistInfo } from '../../src/pip/finish-install.js';
import { formatRecord, parseRecord, recordRow } from '../../src/pip/record.js';

const resolved = (over: Partial<Resolved>): Resolved => ({
  name: parsePackageName('demo'), version: untrusted('1.0'), fileName: untrusted('demo-1.0-py3-none-any.whl'), url: 'file:///x', expectedSha256: null, requested: false, directUrl: null, extras: [], yanked: null, ...over,
});

async function installed(): Promise<{ place: string; info: string }> {
  const place = await mkdtemp(join(tmpdir(), 'depsec-finish-'));
  const info = join(place, 'demo-1.0.dist-info');
  await mkdir(info);
  await writeFile(join(info, 'REQUESTED'), '');
  await writeFile(join(info, 'RECORD'), 'demo-1.0.dist-info/RECORD,,\ndemo-1.0.dist-info/REQUESTED,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\ndemo.py,sha256=x,1\n');
  return { place, info };
}

test('a RECORD row with commas and quotes survives reading and writing', () => {
  const text = '"a,""b"".py",sha256=x,3\nz.py,sha256=y,4\n';
  expect(formatRecord(parseRecord(text), '\n')).toBe(text);
});

test('a dependency loses the mark REQUESTED, in the folder and in RECORD', async () => {
  const { place, info } = await installed();
  await finishInstall(resolved({}), await installedDistInfo(resolved({}), [place]));
  expect(existsSync(join(info, 'REQUESTED'))).toBe(false);
  expect(await readFile(join(info, 'RECORD'), 'utf8')).toBe('demo-1.0.dist-info/RECORD,,\ndemo.py,sha256=x,1\n');
});

test('a package named by path gets its direct_url.json with a row of its own', async () => {
  const { info } = await installed();
  const directUrl = '{"archive_info": {}, "url": "file:///x"}';
  await finishInstall(resolved({ requested: true, directUrl }), info);
  expect(await readFile(join(info, 'direct_url.json'), 'utf8')).toBe(directUrl);
  expect(parseRecord(await readFile(join(info, 'RECORD'), 'utf8'))).toContainEqual(recordRow('demo-1.0.dist-info/direct_url.json', directUrl));
});

test('an install that left nothing is an error that names the package', async () => {
  const place = await mkdtemp(join(tmpdir(), 'depsec-finish-'));
  await expect(installedDistInfo(resolved({}), [place])).rejects.toMatchObject({ code: 'verification-failed' });
});
