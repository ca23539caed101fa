import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eachPiece } from '../../../src/platform/files/each-piece.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'depsec-pipe-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test.each([
  ['a pipe that nobody writes to', (path: string) => (execFileSync('mkfifo', [path]), path)],
  ['a device without an end', () => '/dev/zero'],
  ['a folder', (path: string) => join(path, '..')],
])('%s is refused before a byte of it is read', async (_, make) => {
  const path = make(join(folder(), 'thing'));
  await expect(eachPiece(path, () => undefined)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('not an ordinary file') });
});
