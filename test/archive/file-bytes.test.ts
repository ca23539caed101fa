import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { archiveKind } from '../../src/archive/archive-kind.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'depsec-pipe-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('a pipe is no archive, and nobody waits for what it may bring', async () => {
  const pipe = join(folder(), 'petals-2.0.0-py3-none-any.whl');
  execFileSync('mkfifo', [pipe]);
  await expect(archiveKind(pipe)).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining('not a regular file') });
});
