import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePrivate } from '../../../src/platform/files/write-private.js';

test('a file of a run is for this user alone, is never written over, and is named where it cannot be written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-private-'));
  const path = join(folder, 'requirements.txt');
  await writePrivate(path, 'petals\n');
  expect(readFileSync(path, 'utf8')).toBe('petals\n');
  expect(statSync(path).mode & 0o077).toBe(0);
  for (const wrong of [path, join(folder, 'nowhere', 'file')]) {
    await expect(writePrivate(wrong, 'other')).rejects.toMatchObject({ name: 'ToolError', code: 'disk', message: expect.stringContaining(JSON.stringify(wrong)) });
  }
  expect(readFileSync(path, 'utf8')).toBe('petals\n');
});
