import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onSealedCopy } from '../../../src/platform/files/sealed-copy.js';

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('work on a sealed copy sees the bytes that were hashed, whatever happens to the file, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-sealed-'));
  const path = join(folder, 'file');
  const bytes = Buffer.alloc(3_000_001, 'judged');
  writeFileSync(path, bytes);
  const seen = await onSealedCopy(path, folder, (copy) => {
    writeFileSync(path, 'other');
    return Promise.resolve({ told: copy.sha256, read: digest(readFileSync(copy.path)) });
  });
  expect(seen).toEqual({ told: digest(bytes), read: digest(bytes) });
  expect(readdirSync(folder)).toEqual(['file']);
});

test.runIf(process.platform === 'linux')('while the work lasts, the copy has no name that another process could find', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-sealed-'));
  const path = join(folder, 'file');
  writeFileSync(path, 'bytes');
  expect(await onSealedCopy(path, folder, () => Promise.resolve(readdirSync(folder)))).toEqual(['file']);
});

test('the copy goes when the work fails, and a file that is not there is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-sealed-'));
  writeFileSync(join(folder, 'file'), 'bytes');
  await expect(onSealedCopy(join(folder, 'file'), folder, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
  await expect(onSealedCopy(join(folder, 'gone'), folder, () => Promise.resolve())).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('gone') });
  expect(readdirSync(folder)).toEqual(['file']);
});
