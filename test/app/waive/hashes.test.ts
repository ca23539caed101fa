import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hashesFor } from '../../../src/app/waive/hashes.js';
import { parsePackageName } from '../../../src/core/name.js';
import { openAuditLog } from '../../../src/store/audit-log.js';

const digest = (letter: string): string => letter.repeat(64);
const demo = { name: parsePackageName('demo'), version: '1.0' };

interface Line {
  readonly version?: string;
  readonly sha256: string;
  readonly builtFrom?: string;
  readonly rules?: readonly string[];
  readonly gaps?: readonly object[];
}

async function placeWith(lines: readonly Line[]) {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-hashes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = openAuditLog({ home: folder });
  await log.appendAudit(lines.map((line) => ({ event: 'judgement', command: 'audit', name: 'demo', version: '1.0', verdict: 'blocked', reasons: [], rules: ['typosquat'], gaps: [], ...line })));
  return { cwd: folder, home: { path: folder, temporary: false, notice: null } };
}

test('the file that was judged last is the one that was looked at', async () => {
  const place = await placeWith([{ sha256: digest('a') }, { sha256: digest('b') }, { sha256: digest('c'), version: '2.0' }]);
  expect(await hashesFor(demo, { rules: ['typosquat'], files: [] }, place)).toEqual(new Set([digest('b')]));
});

test('of a wheel that was built here it is the source, which stays the same', async () => {
  const place = await placeWith([{ sha256: digest('a'), builtFrom: digest('b') }]);
  expect(await hashesFor(demo, { rules: ['typosquat'], files: [] }, place)).toEqual(new Set([digest('b')]));
});

test('a version that nobody has judged is an error that says how to judge it', async () => {
  const place = await placeWith([]);
  await expect(hashesFor(demo, { rules: ['typosquat'], files: [] }, place)).rejects.toMatchObject({ code: 'unknown-package', hint: expect.stringContaining('depsec audit demo==1.0') });
});

test('a rule that has found nothing in it is an error that says what was found', async () => {
  const place = await placeWith([{ sha256: digest('a') }]);
  await expect(hashesFor(demo, { rules: ['typosquat', 'reverse-shell'], files: [] }, place)).rejects.toMatchObject({ message: 'reverse-shell was not found in demo 1.0', hint: 'what was found: typosquat' });
});

test('unread code is found where there are gaps', async () => {
  const place = await placeWith([{ sha256: digest('a'), gaps: [{ what: 'a.py', why: 'too large' }] }]);
  expect(await hashesFor(demo, { rules: ['unread-code'], files: [] }, place)).toEqual(new Set([digest('a')]));
});

test('files that are named need no judgement', async () => {
  const place = await placeWith([]);
  writeFileSync(join(place.cwd, 'demo.whl'), '');
  // SHA-256 of nothing.
  expect(await hashesFor(demo, { rules: ['typosquat'], files: ['demo.whl'] }, place)).toEqual(new Set(['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']));
});

test('a file that is not there is a mistake in the path', async () => {
  await expect(hashesFor(demo, { rules: ['typosquat'], files: ['nofile'] }, await placeWith([]))).rejects.toMatchObject({ code: 'bad-arguments', message: expect.stringMatching(/nofile": no such file/) });
  const place = await placeWith([]);
  writeFileSync(join(place.cwd, 'demo.whl'), '');
  await expect(hashesFor(demo, { rules: ['typosquat'], files: ['demo.whl/below'] }, place)).rejects.toMatchObject({ code: 'bad-arguments', message: expect.stringMatching(/below": no such file/) });
});
