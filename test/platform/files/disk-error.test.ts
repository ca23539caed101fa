import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { presentOr } from '../../../src/platform/files/disk-error.js';

test('what is not there is replaced, and nothing else is', async () => {
  expect(await presentOr(readdir('/nowhere/at/all'), [])).toEqual([]);
  expect(await presentOr(readFile(new URL(import.meta.url), 'utf8'), '')).toContain('presentOr');
  await expect(presentOr(readFile('/'), null)).rejects.toThrow('EISDIR');
});
