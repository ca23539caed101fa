import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ToolError, UserError } from '../../src/core/errors.js';
import { diskError } from '../../src/platform/files/disk-error.js';
import { hashFile, linkOrCopy, makePrivateFolder, readTextCapped, removeTree, writeAtomically } from '../../src/platform/files.js';

const fresh = (): string => mkdtempSync(join(tmpdir(), 'depsec-files-'));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a private folder is made with all above it, for this user alone', async () => {
  const root = fresh();
  await makePrivateFolder(join(root, 'a', 'b'));
  expect([modeOf(join(root, 'a')), modeOf(join(root, 'a', 'b'))]).toEqual([0o700, 0o700]);
});

test('a private folder that stands open is closed to others', async () => {
  const root = fresh();
  mkdirSync(join(root, 'open'));
  chmodSync(join(root, 'open'), 0o777);
  await makePrivateFolder(join(root, 'open'));
  expect(modeOf(join(root, 'open'))).toBe(0o700);
});

test('a symbolic link or a file in the place of a private folder is refused', async () => {
  const root = fresh();
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), join(root, 'link'));
  writeFileSync(join(root, 'file'), '');
  await expect(makePrivateFolder(join(root, 'link'))).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('symbolic link') });
  await expect(makePrivateFolder(join(root, 'file'))).rejects.toBeInstanceOf(ToolError);
  await expect(makePrivateFolder(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'disk' });
});

test('an atomic write replaces the file, keeps it private and leaves nothing beside it', async () => {
  const root = fresh();
  await writeAtomically(join(root, 'state'), 'old');
  await writeAtomically(join(root, 'state'), 'new');
  expect(readFileSync(join(root, 'state'), 'utf8')).toBe('new');
  expect(modeOf(join(root, 'state'))).toBe(0o600);
  expect(readdirSync(root)).toEqual(['state']);
});

test('an atomic write replaces a symbolic link instead of writing through it', async () => {
  const root = fresh();
  writeFileSync(join(root, 'victim'), 'untouched');
  symlinkSync(join(root, 'victim'), join(root, 'state'));
  await writeAtomically(join(root, 'state'), 'new');
  expect(readFileSync(join(root, 'victim'), 'utf8')).toBe('untouched');
  expect(lstatSync(join(root, 'state')).isFile()).toBe(true);
});

test('a write that fails names the file and leaves nothing behind', async () => {
  const root = fresh();
  mkdirSync(join(root, 'folder', 'inner'), { recursive: true });
  await expect(writeAtomically(join(root, 'folder'), 'x')).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining(join(root, 'folder')) });
  await expect(writeAtomically(join(root, 'gone', 'x'), 'x')).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('no such file or folder') });
  expect(readdirSync(root)).toEqual(['folder']);
});

test.each(['ENOSPC', 'EROFS', 'EACCES', 'EMFILE', 'EIO'])('%s becomes an error that names the file and what to do', (code) => {
  const error = diskError(Object.assign(new Error('system text'), { code }), 'write', '/some/file');
  expect(error).toMatchObject({ name: 'ToolError', code: 'disk', message: expect.stringMatching(/^cannot write "\/some\/file": ./), hint: expect.stringMatching(/./) });
});

test('an error that is not the file system stays what it is', () => {
  const bug = new TypeError('ours');
  expect(diskError(bug, 'write', '/some/file')).toBe(bug);
});

test('a linked file shares its bytes, and a symbolic link is resolved first', async () => {
  const root = fresh();
  writeFileSync(join(root, 'wheel'), 'bytes');
  symlinkSync(join(root, 'wheel'), join(root, 'alias'));
  await linkOrCopy(join(root, 'alias'), join(root, 'staged'));
  expect(lstatSync(join(root, 'staged')).isFile()).toBe(true);
  expect(statSync(join(root, 'staged')).ino).toBe(statSync(join(root, 'wheel')).ino);
});

test('linking never overwrites, and a missing source names both files', async () => {
  const root = fresh();
  writeFileSync(join(root, 'a'), 'a');
  writeFileSync(join(root, 'b'), 'b');
  await expect(linkOrCopy(join(root, 'a'), join(root, 'b'))).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('exists already') });
  await expect(linkOrCopy(join(root, 'none'), join(root, 'c'))).rejects.toThrow(/none.*c.*no such file/);
});

test('the hash of a file is the one every other tool gives', async () => {
  const root = fresh();
  writeFileSync(join(root, 'abc'), 'abc');
  expect(await hashFile(join(root, 'abc'))).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', bytes: 3 });
});

test('a tree goes away with its read-only folders, and what links point at stays', async () => {
  const root = fresh();
  mkdirSync(join(root, 'tree', 'locked'), { recursive: true });
  writeFileSync(join(root, 'tree', 'locked', 'file'), '');
  writeFileSync(join(root, 'outside'), '');
  symlinkSync(root, join(root, 'tree', 'up'));
  chmodSync(join(root, 'tree', 'locked'), 0o500);
  await removeTree(join(root, 'tree'));
  await removeTree(join(root, 'tree'));
  expect(readdirSync(root)).toEqual(['outside']);
});

test('whoever names a folder is told to name a file', async () => {
  await expect(readTextCapped(fresh(), 100)).rejects.toMatchObject({ hint: 'name a file in it' });
});

test('text is read without its byte order mark', async () => {
  const root = fresh();
  writeFileSync(join(root, 'bom.txt'), '\uFEFFflask\r\n');
  expect(await readTextCapped(join(root, 'bom.txt'), 100)).toBe('flask\r\n');
});

test.each<[string, (path: string) => void, string]>([
  ['a missing file', () => undefined, 'no such file'],
  ['a folder', (path) => mkdirSync(path), 'it is a folder'],
  ['a pipe that nobody writes to', (path) => execFileSync('mkfifo', [path]), 'not an ordinary file'],
  ['a link to an endless device', (path) => symlinkSync('/dev/zero', path), 'not an ordinary file'],
  ['a link to itself', (path) => symlinkSync(path, path), 'circle'],
  ['a file over the limit', (path) => writeFileSync(path, 'x'.repeat(1_001)), 'larger than 1000 bytes'],
  ['UTF-16', (path) => writeFileSync(path, Buffer.from('\uFEFFflask', 'utf16le')), 'UTF-16'],
  ['bytes that are no text', (path) => writeFileSync(path, Buffer.from([0x66, 0xff, 0x66])), 'not UTF-8'],
])('%s is the user\'s to fix', async (_, make, why) => {
  const path = join(fresh(), 'requirements.txt');
  make(path);
  const reading = readTextCapped(path, 1_000);
  await expect(reading).rejects.toBeInstanceOf(UserError);
  await expect(reading).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(why) });
});
