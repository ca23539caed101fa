import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOwnFile } from '../../../src/platform/files/read-own-file.js';

const folder = mkdtempSync(join(tmpdir(), 'depsec-own-'));
const place = (name: string): string => join(folder, name);

test('an ordinary file is read', async () => {
  writeFileSync(place('own'), 'grüße');
  expect(await readOwnFile(place('own'))).toBe('grüße');
});

test('a pipe in its place is refused at once, and neither a folder nor a link is read', async () => {
  spawnSync('mkfifo', [place('pipe')]);
  mkdirSync(place('folder'));
  symlinkSync(place('own'), place('link'));
  await expect(readOwnFile(place('pipe'))).rejects.toThrow(/pipe": it is not an ordinary file/);
  await expect(readOwnFile(place('folder'))).rejects.toThrow(/folder": it is not an ordinary file/);
  await expect(readOwnFile(place('link'))).rejects.toThrow('ELOOP');
});
