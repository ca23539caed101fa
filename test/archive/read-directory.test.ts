import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { archiveKind } from '../../src/archive/archive-kind.js';
import { createFileReader } from '../../src/archive/read-directory.js';
import { tarOf } from './hostile-tar.js';
import { zipOf } from './hostile-zip.js';
import { everything, inFolder, membersAt, outcomeOf, withFile } from './reading.js';

test('a folder gives its files in order, and links without following them', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'pkg'));
    await writeFile(join(folder, 'setup.py'), 'setup()');
    await writeFile(join(folder, 'pkg', 'a.py'), 'a = 1');
    await symlink('/', join(folder, 'pkg', 'root'));
    await symlink('../setup.py', join(folder, 'pkg', 'setup.py'));
    const members = await membersAt(folder);
    expect(members.map(({ path, content, linkTo }) => [path, content?.toString() ?? null, linkTo])).toEqual([
      ['pkg/a.py', 'a = 1', null],
      ['pkg/root', null, '/'],
      ['pkg/setup.py', null, 'setup.py'],
      ['setup.py', 'setup()', null],
    ]);
  });
});

test('of a large file in a folder only the head is read where nothing else is wanted', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'big'), Buffer.alloc(1_000_000, 'x'));
    const [member] = await membersAt(folder, { wantContent: () => false });
    expect(member).toMatchObject({ bytes: 1_000_000, content: null, sha256: null });
    expect(member?.head).toHaveLength(4096);
  });
});

test.each([0, 1, 4_095, 4_096, 262_143, 262_144, 262_145, 700_000])('a file of %i bytes is read whole, whether its content is wanted or only its digest', async (size) => {
  await inFolder(async (folder) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, index) => (index * 7) % 251));
    await writeFile(join(folder, 'a.bin'), bytes);
    await writeFile(join(folder, 'b.bin'), 'another, so that what the first left behind would show');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const [kept] = await membersAt(folder, { wantContent: () => true, wantDigest: true });
    const [seen] = await membersAt(folder, { wantContent: () => false, wantDigest: true });
    expect(kept).toMatchObject({ bytes: size, sha256, content: bytes, head: bytes.subarray(0, 4_096) });
    expect(seen).toMatchObject({ bytes: size, sha256, content: null, head: bytes.subarray(0, 4_096) });
  });
});

test('a link that took the place of a file since it was listed is refused, unless links are to be followed', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'secret'), 'secret');
    await symlink('secret', join(folder, 'a.py'));
    const read = createFileReader(({ path, bytes }) => ({ path, bytes, content: true, digest: false }));
    const file = { onDisk: join(folder, 'a.py'), path: 'a.py' };
    await expect(read({ ...file, followsLinks: false })).rejects.toMatchObject({ code: 'unreadable' });
    expect((await read({ ...file, followsLinks: true })).content?.toString()).toBe('secret');
  });
});

test('what a file is, is told by its bytes', async () => {
  const kinds = [zipOf([]), zipOf([{ name: 'a' }]), tarOf([{ name: 'a' }]), gzipSync(tarOf([{ name: 'a' }])), gzipSync('text'), Buffer.from('text'), Buffer.alloc(0)];
  const found = await Promise.all(kinds.map((bytes) => withFile(bytes, archiveKind)));
  expect(found).toEqual(['zip', 'zip', 'tar', 'tar', null, null, null]);
  expect(await inFolder(archiveKind)).toBe('directory');
});

test('what is no archive, or not there, is refused', async () => {
  expect(await outcomeOf(Buffer.from('text'))).toBe('not-an-archive');
  await expect(membersAt('/nowhere/at/all', everything)).rejects.toMatchObject({ code: 'unreadable' });
});
