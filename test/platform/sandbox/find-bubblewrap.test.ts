import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBubblewrap, type SandboxSearch } from '../../../src/platform/sandbox/find-bubblewrap.js';

const cwd = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A folder with a program named bwrap. */
function withBubblewrap(script: string, mode = 0o755): string {
  const folder = cwd();
  writeFileSync(join(folder, 'bwrap'), script);
  chmodSync(join(folder, 'bwrap'), mode);
  return folder;
}

const search = (path: readonly string[], more: Partial<SandboxSearch> = {}): SandboxSearch => ({ platform: 'linux', path, env: { PATH: '/usr/bin:/bin' }, cwd: cwd(), signal: new AbortController().signal, ...more });

test('a bubblewrap that starts itself inside serves', async () => {
  // Passes only when it is asked to shut out the network and to start itself.
  const folder = withBubblewrap('#!/bin/sh\ncase "$*" in *--unshare-net*"-- $0 --version") exit 0;; esac\nexit 9\n');
  expect(await findBubblewrap(search([folder]))).toEqual({ bubblewrap: join(folder, 'bwrap') });
});

test('one that may not make namespaces does not serve, and its reason is told', async () => {
  const folder = withBubblewrap('#!/bin/sh\necho "bwrap: No permissions to create a new namespace" >&2\nexit 1\n');
  expect(await findBubblewrap(search([folder]))).toMatchObject({ bubblewrap: null, why: 'bubblewrap does not work here (bwrap: No permissions to create a new namespace)' });
});

test.each([
  ['that fails without a word', '#!/bin/sh\nexit 1\n', 'it gave no reason'],
  ['that cannot be started', '#!/nowhere/interpreter\n', 'no such program'],
])('one %s does not serve', async (_what, script, reason) => {
  expect(await findBubblewrap(search([withBubblewrap(script)]))).toMatchObject({ bubblewrap: null, why: expect.stringContaining(reason) });
});

test('what is no program, or lies in a folder that moves with the working directory, is passed over', async () => {
  const folder = cwd();
  mkdirSync(join(folder, 'bwrap'));
  const text = withBubblewrap('#!/bin/sh\nexit 0\n', 0o644);
  expect(await findBubblewrap(search([folder, text, 'bin', '.']))).toMatchObject({ bubblewrap: null, why: 'bubblewrap is not installed' });
});

test.each(['darwin', 'win32'] as const)('on %s there is none, and nothing is started', async (platform) => {
  const folder = withBubblewrap('#!/bin/sh\nexit 0\n');
  expect(await findBubblewrap(search([folder], { platform }))).toMatchObject({ bubblewrap: null, why: 'there is none for this system' });
});

test('a run that is stopped meanwhile ends with its reason', async () => {
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(findBubblewrap(search([withBubblewrap('#!/bin/sh\nexit 0\n')], { signal: stopped }))).rejects.toThrow('stopped');
});
