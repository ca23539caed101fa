import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { RunGit } from './direct-source.js';

const LONGEST_COMMAND = 30_000;

async function trackedAmong(root: string, paths: readonly string[], runGit: RunGit): Promise<string[]> {
  const { code, stdout, isCut } = await runGit(['ls-files', '-z', '--cached'], { cwd: root });
  const tracked = new Set(code === 0 && !isCut ? stdout.split('\0') : []);
  return paths.filter((path) => tracked.has(path));
}

function inCommands(paths: readonly string[]): string[][] {
  const commands: string[][] = [];
  let length = LONGEST_COMMAND;
  for (const path of paths) {
    if (length + path.length > LONGEST_COMMAND) {
      commands.push([]);
      length = 0;
    }
    commands.at(-1)?.push(path);
    length += path.length + 1;
  }
  return commands;
}

/**
 * Tells the repository of a copy that these files are as they were, though a link became a file or is gone: tools that make a version from it
 * (`git describe --dirty`) would otherwise see local changes. Without git nobody asks.
 */
export async function keepUnchanged(root: string, paths: readonly string[], runGit: RunGit): Promise<void> {
  if (paths.length === 0 || !existsSync(join(root, '.git'))) return;
  try {
    for (const command of inCommands(await trackedAmong(root, paths, runGit))) await runGit(['update-index', '--skip-worktree', '--', ...command], { cwd: root });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
