import { lstat, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { onDisk, presentOr } from '../../platform/files/disk-error.js';
import { minimalGitConfig } from './git-config.js';
import { isInside } from './inner-folder.js';
import { writePrivate } from '../../platform/files/write-private.js';

const textOf = (path: string): Promise<string> => presentOr(readFile(path, 'utf8'), '');

async function foldersIn(path: string): Promise<string[]> {
  const entries = await presentOr(readdir(path, { withFileTypes: true }), []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
}

const isRepository = async (path: string): Promise<boolean> => (await textOf(join(path, 'HEAD'))) !== '';

/** Repositories of submodules, whose names may hold slashes. */
async function cleanModules(folder: string): Promise<void> {
  for (const inner of await foldersIn(folder)) await ((await isRepository(inner)) ? cleanRepository(inner, true) : cleanModules(inner));
}

async function cleanRepository(folder: string, isSubmodule: boolean): Promise<void> {
  const config = join(folder, 'config');
  const text = minimalGitConfig(await textOf(config), { isSubmodule });
  for (const name of ['config', 'config.worktree', 'hooks', 'worktrees']) await rm(join(folder, name), { recursive: true, force: true });
  await writePrivate(config, text);
  await cleanModules(join(folder, 'modules'));
}

/** The `.git` of a submodule is a file that names its repository. One outside was not copied and is not clean. */
async function leadsOut(root: string, file: string): Promise<boolean> {
  const way = /^gitdir: (.*?)\s*$/.exec(await textOf(file))?.[1];
  return way === undefined || !isInside(root, resolve(dirname(file), way));
}

async function cleanBelow(root: string, folder: string): Promise<string[]> {
  const removed: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.toLowerCase() === '.git') removed.push(...(await cleanDotGit(root, path)));
    else if (entry.isDirectory()) removed.push(...(await cleanBelow(root, path)));
  }
  return removed;
}

async function cleanDotGit(root: string, path: string): Promise<string[]> {
  const stats = await lstat(path);
  if (stats.isDirectory()) await cleanRepository(path, false);
  else if (!stats.isFile() || (await leadsOut(root, path))) {
    await rm(path);
    return [path];
  }
  return [];
}

/**
 * Takes from every repository in a private tree what could make git run a program: its configuration (a minimal one takes its place) and its hooks.
 * Gives the `.git` files that were removed since they named a repository elsewhere.
 */
export async function cleanGit(root: string): Promise<readonly string[]> {
  return await onDisk('clean', root, () => cleanBelow(root, root));
}
