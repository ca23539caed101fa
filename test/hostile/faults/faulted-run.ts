import { readFileSync, rmSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess, type Finished } from '../../support/runs/run-process.js';
import type { Sandbox } from '../../support/runs/sandbox.js';

/** How calls fail, by kind. */
export const WAYS = {
  file: ['EIO', 'ENOSPC', 'EMFILE', 'EACCES'],
  thread: ['EIO', 'EMFILE', 'ENOMEM', 'EACCES'],
  network: ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'],
  process: ['ENOENT', 'exits', 'killed'],
  database: ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_BUSY', 'SQLITE_CORRUPT'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type FaultKind = keyof typeof WAYS;
export const faultKinds = ['file', 'thread', 'network', 'process', 'database'] as const;

/** The `nth` call of a kind, from 1; 0 lets none fail. */
export interface Fault {
  readonly kind: FaultKind;
  readonly nth: number;
  readonly how: string;
}

/** `note` tells which call it was, or with `nth` 0 how many of each kind there were: a line of JSON of each thread. */
export interface FaultedRun extends Finished {
  readonly note: string;
}

/** Runs depsec and lets one call of its own fail. */
export async function faultedRun(box: Sandbox, args: readonly string[], fault: Fault): Promise<FaultedRun> {
  const note = join(box.folder, 'note');
  rmSync(note, { force: true });
  const { args: words, cwd, env } = box.depsecCommand(args, { venv: existsSync(box.venv) ? box.venv : null });
  const inject = join(box.ground.project, 'test', 'hostile', 'faults', 'inject.cjs');
  const done = await runProcess(process.execPath, ['--require', inject, ...words], { cwd, env: { ...env, DEPSEC_TEST_FAULT: JSON.stringify({ ...fault, note }) } });
  return { ...done, note: existsSync(note) ? readFileSync(note, 'utf8').trim() : '' };
}
