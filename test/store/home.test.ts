import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { openHome } from '../../src/store/home.js';

const uid = process.getuid?.() ?? null;
const fresh = (): string => mkdtempSync(join(tmpdir(), 'depsec-home-'));
const open = (wanted: string | null, as: number | null = uid, temporaryFolder = fresh()) => openHome({ wanted, uid: as, temporaryFolder });

test('a missing folder is made for this user alone', async () => {
  const wanted = join(fresh(), '.depsec');
  expect(await open(wanted)).toEqual({ path: wanted, temporary: false, notice: null });
  expect(statSync(wanted).mode & 0o777).toBe(0o700);
});

test('a folder that others may look into is closed', async () => {
  const wanted = fresh();
  chmodSync(wanted, 0o755);
  expect((await open(wanted)).temporary).toBe(false);
  expect(statSync(wanted).mode & 0o777).toBe(0o700);
});

test.each<[string, string | null, string]>([
  ['no HOME', null, 'there is no home folder'],
  ['an empty HOME', '', 'there is no home folder'],
  ['a HOME that does not exist', join(fresh(), 'gone', '.depsec'), 'the folder above it does not exist'],
  // Other systems have no such folder at all.
  ['a HOME in which the system makes no folders', '/proc/.depsec', process.platform === 'linux' ? 'no folder can be made there' : 'the folder above it does not exist'],
])('%s gives a private temporary store and one reason', async (_, wanted, why) => {
  const temporaryFolder = fresh();
  const home = await open(wanted, uid, temporaryFolder);
  expect(home).toMatchObject({ temporary: true, notice: expect.stringContaining(why) });
  expect(readdirSync(temporaryFolder).map((name) => join(temporaryFolder, name))).toEqual([home.path]);
  expect(statSync(home.path).mode & 0o777).toBe(0o700);
});

test('a home below something that is a file gives a temporary store', async () => {
  const file = join(fresh(), 'file');
  writeFileSync(file, '');
  expect((await open(join(file, '.depsec'))).temporary).toBe(true);
});

test('a folder of another user is not used, nor changed', async () => {
  const wanted = fresh();
  chmodSync(wanted, 0o755);
  expect(await open(wanted, (uid ?? 0) + 1)).toMatchObject({ temporary: true, notice: expect.stringContaining('belongs to another user') });
  expect(statSync(wanted).mode & 0o777).toBe(0o755);
});

test('a folder that everybody may write to is refused with the way out', async () => {
  const wanted = fresh();
  chmodSync(wanted, 0o777);
  const opening = open(wanted);
  await expect(opening).rejects.toBeInstanceOf(UserError);
  await expect(opening).rejects.toMatchObject({ code: 'unsafe-home', message: expect.stringContaining('everybody may write'), hint: expect.stringContaining('chmod 700') });
});

test('a symbolic link is refused, wherever it leads', async () => {
  const root = fresh();
  mkdirSync(join(root, 'real'));
  symlinkSync(join(root, 'real'), join(root, 'link'));
  symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
  await expect(open(join(root, 'link'))).rejects.toMatchObject({ code: 'unsafe-home' });
  await expect(open(join(root, 'dangling'))).rejects.toMatchObject({ code: 'unsafe-home' });
});

test('a file in its place is refused', async () => {
  const wanted = join(fresh(), 'depsec');
  writeFileSync(wanted, '');
  await expect(open(wanted)).rejects.toMatchObject({ code: 'unsafe-home', message: expect.stringContaining('not a folder') });
});

test('no place for a temporary store either is an error that names it', async () => {
  const gone = join(fresh(), 'gone');
  await expect(open(null, uid, gone)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining(gone) });
});
