import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renameOver } from '../../src/platform/files/atomic-write.js';
import { linkOrCopy } from '../../src/platform/files.js';
import { nullDevice } from '../../src/platform/null-device.js';
import { onSealedCopyOf } from '../../src/platform/files/sealed-copy.js';

const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-systems-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** A rename that fails so often. */
const renaming = (platform: NodeJS.Platform, code: string, failures: number) => {
  const waits: number[] = [];
  let tries = 0;
  const rename = (): Promise<void> => {
    tries += 1;
    return tries > failures ? Promise.resolve() : Promise.reject(systemError(code));
  };
  return { platform, rename, sleep: (ms: number) => Promise.resolve(waits.push(ms)), waits };
};

describe('renaming over a file that somebody holds', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again on Windows (%s), each time after a longer wait', async (code) => {
    const system = renaming('win32', code, 3);
    await renameOver('from', 'to', system);
    expect(system.waits).toEqual([20, 40, 80]);
  });

  test('is given up in the end', async () => {
    const system = renaming('win32', 'EBUSY', Infinity);
    await expect(renameOver('from', 'to', system)).rejects.toThrow('EBUSY');
    expect(system.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(4_000);
  });

  test.each([['win32', 'ENOSPC'], ['linux', 'EPERM'], ['darwin', 'EACCES']] as const)('is not tried again where waiting is no help (%s, %s)', async (platform, code) => {
    const system = renaming(platform, code, 1);
    await expect(renameOver('from', 'to', system)).rejects.toThrow(code);
    expect(system.waits).toEqual([]);
  });
});

describe('a second name for a file', () => {
  test.each(['EXDEV', 'EPERM', 'EISDIR', 'ENOTSUP', 'UNKNOWN'])('is a copy where the system refuses links (%s)', async (code) => {
    const folder = fresh();
    writeFileSync(join(folder, 'from'), 'bytes');
    await linkOrCopy(join(folder, 'from'), join(folder, 'to'), () => Promise.reject(systemError(code)));
    expect(readFileSync(join(folder, 'to'), 'utf8')).toBe('bytes');
    expect(statSync(join(folder, 'to')).ino).not.toBe(statSync(join(folder, 'from')).ino);
  });

  test('is no copy where the disk fails', async () => {
    const folder = fresh();
    writeFileSync(join(folder, 'from'), 'bytes');
    await expect(linkOrCopy(join(folder, 'from'), join(folder, 'to'), () => Promise.reject(systemError('EIO')))).rejects.toMatchObject({ code: 'disk' });
    expect(readdirSync(folder)).toEqual(['from']);
  });
});

test.each(['linux', 'darwin', 'win32'] as const)('on %s work is done on a sealed copy, and nothing of it is left', async (platform) => {
  const folder = fresh();
  const from = join(folder, 'file');
  writeFileSync(from, 'judged');
  const seen = await onSealedCopyOf(platform, { from, folder }, (copy) => {
    writeFileSync(from, 'other');
    return Promise.resolve({ bytes: readFileSync(copy.path, 'utf8'), told: copy.sha256, isHidden: /\/proc\/self\/fd\/|\.sealed-[0-9a-f]{24}$/.test(copy.path) });
  });
  expect(seen).toEqual({ bytes: 'judged', told: createHash('sha256').update('judged').digest('hex'), isHidden: true });
  expect(readdirSync(folder)).toEqual(['file']);
});

test('the null device is called what Python calls it', () => {
  expect([nullDevice('win32'), nullDevice('darwin'), nullDevice('linux')]).toEqual(['nul', '/dev/null', '/dev/null']);
});
