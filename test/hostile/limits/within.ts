import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess, type Finished } from '../../support/runs/run-process.js';
import type { Sandbox } from '../../support/runs/sandbox.js';

/** What depsec gets too little of. Sizes are bytes. */
export type Limit =
  | { readonly of: 'descriptors'; readonly most: number }
  | { readonly of: 'file size'; readonly most: number }
  | { readonly of: 'heap'; readonly most: number }
  | { readonly of: 'disk'; readonly most: number; readonly where: 'home' | 'environment' | 'temporary' };

const MOUNTING = ['--user', '--map-root-user', '--mount'];

/** Whether this machine lets a test make a small file system of its own. */
export const canMount: boolean = spawnSync('unshare', [...MOUNTING, 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], { stdio: 'ignore' }).status === 0;

const placeOf = (box: Sandbox, where: 'home' | 'environment' | 'temporary'): string => ({ home: join(box.home, '.depsec'), environment: box.venv, temporary: join(box.folder, 'tmp') })[where];

// Of what is mounted nothing is left afterwards, so that what lay there before moves in, and what then lies there moves out again. `$0` is the place.
const ON_SMALL_DISK = 'mount -t tmpfs -o size="$SIZE",mode=0700 tmpfs "$MOUNTED"; cp -a "$0/." "$MOUNTED"; mount --bind "$MOUNTED" "$0"; "$@"; code=$?; umount "$0"; cp -a "$MOUNTED/." "$0"; exit $code';

function wrapped(limit: Limit, box: Sandbox, command: readonly string[]): { readonly words: readonly [string, ...string[]]; readonly env: Readonly<Record<string, string>> } {
  if (limit.of === 'descriptors') return { words: ['sh', '-c', `ulimit -n ${limit.most}; exec "$0" "$@"`, ...command], env: {} };
  // Blocks of 512 bytes (POSIX).
  if (limit.of === 'file size') return { words: ['sh', '-c', `ulimit -f ${Math.ceil(limit.most / 512)}; exec "$0" "$@"`, ...command], env: {} };
  const [node = '', ...rest] = command;
  if (limit.of === 'heap') return { words: [node, `--max-old-space-size=${Math.ceil(limit.most / 1_000_000)}`, ...rest], env: {} };
  return { words: ['unshare', ...MOUNTING, 'sh', '-c', ON_SMALL_DISK, placeOf(box, limit.where), ...command], env: { SIZE: String(limit.most), MOUNTED: join(box.folder, 'mounted') } };
}

/** Runs depsec within a limit. */
export function depsecWithin(limit: Limit, box: Sandbox, args: readonly string[]): Promise<Finished> {
  const { args: own, cwd, env } = box.depsecCommand(args, { venv: existsSync(box.venv) ? box.venv : null, env: { TMPDIR: join(box.folder, 'tmp') } });
  const { words: [program, ...words], env: more } = wrapped(limit, box, [process.execPath, ...own]);
  return runProcess(program, words, { cwd, env: { ...env, ...more } });
}
