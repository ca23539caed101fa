import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ground } from '../support/given.js';
import { runProcess } from '../support/runs/run-process.js';

/** Starts bin/depsec.js with another program behind it. */
async function startWith(main: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-bin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'dist'));
  for (const name of ['depsec.js', 'package.json']) copyFileSync(join(ground().project, 'bin', name), join(folder, 'bin', name));
  writeFileSync(join(folder, 'dist', 'main.cjs'), `exports.main = ${main};\n`);
  return await runProcess(process.execPath, [join(folder, 'bin', 'depsec.js')], { cwd: folder, env: {} });
}

test('a run that comes to an end in the middle is a mistake of depsec and never looks like success', async () => {
  const done = await startWith('() => new Promise(() => undefined)');
  expect(done.code).toBe(70);
  expect(done.stderr).toContain('depsec ended before it was done');
});

test.each([
  ["async () => { throw new Error('\\x1b[2Jno luck'); }", 70, 'depsec: this is a bug in depsec: ?[2Jno luck\n'],
  ["async () => { setTimeout(() => { throw new Error('later'); }); await new Promise(() => {}); }", 70, 'depsec: this is a bug in depsec: later\n'],
  ["async () => { throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }); }", 3, 'depsec: EMFILE: too many open files\n'],
  ["async () => import('./work.js')", 3, 'a part of depsec is missing'],
])('what nobody caught (%s) ends with code %i and no trace', async (main, code, said) => {
  const done = await startWith(main);
  expect([done.code, done.stderr]).toEqual([code, expect.stringContaining(said)]);
  expect(done.stderr).not.toMatch(/^\s+at /m);
});

test('a run that is done ends with its own code and without a word', async () => {
  expect(await startWith('async () => 0')).toMatchObject({ code: 0, stderr: '' });
  expect(await startWith('async () => 3')).toMatchObject({ code: 3, stderr: '' });
});
