import type { Dirent, Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir, realpath, stat, symlink, utimes } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { onDisk } from '../../platform/files/disk-error.js';
import { copyFresh } from '../../platform/files.js';
import { createCopyBudget, type CopyBudget } from './copy-budget.js';
import { isInside } from './inner-folder.js';
import { isLeftOut } from './left-out.js';
import { followLink } from './link-end.js';

/** What became of the links of a tree, as paths inside it with slashes. */
export interface CopiedTree {
  /** Links whose place the content of a file has taken. */
  readonly replaced: readonly string[];
  /** Links that lead nowhere or out to a folder, and what is neither file nor folder nor link. */
  readonly leftOut: readonly string[];
}

export interface CopyOptions {
  /** Must not exist. */
  readonly to: string;
  /** A folder that must not be copied into itself. */
  readonly own: string;
  readonly shown: string;
  readonly signal: AbortSignal;
  /** A repository is copied with all that is in it, whatever the names. */
  readonly isRepository?: boolean;
  /** Leaves repositories out, for a copy that is only looked at. */
  readonly withoutGit?: boolean;
}

interface Copying {
  /** Real path of the folder that is copied. */
  readonly root: string;
  readonly to: string;
  readonly own: string;
  readonly signal: AbortSignal;
  readonly isOfGit: (path: string) => boolean;
  readonly withoutGit: boolean;
  readonly project: CopyBudget;
  readonly repository: CopyBudget;
  readonly replaced: string[];
  readonly leftOut: string[];
}

const AT_ONCE = 8;

const isBelowDotGit = (path: string): boolean => /(?:^|\/)\.git(?:\/|$)/.test(path);

const budgetFor = (path: string, { isOfGit, repository, project }: Copying): CopyBudget => (isOfGit(path) ? repository : project);

// Without set-uid bits, and never closed to ourselves: it is read, built and removed later.
const modeOf = ({ mode }: Stats, least: number): number => (mode & 0o777) | least;

async function copyFile(from: string, path: string, copying: Copying): Promise<void> {
  const stats = await stat(from);
  budgetFor(path, copying).spend(stats.size, path);
  const to = join(copying.to, path);
  await copyFresh(from, to);
  await chmod(to, modeOf(stats, 0o600));
  await utimes(to, stats.atime, stats.mtime);
}

// A link to a file becomes that file: whoever judges `setup.py` must see what it says, and what it says may not change afterwards.
async function copyLink(path: string, copying: Copying): Promise<void> {
  const end = await followLink(join(copying.root, path));
  if (end?.stats.isFile()) {
    await copyFile(end.path, path, copying);
    copying.replaced.push(path);
  } else if (end?.stats.isDirectory() && isInside(copying.root, end.path)) {
    copying.project.spend(0, path);
    await symlink(relative(dirname(join(copying.root, path)), end.path) || '.', join(copying.to, path));
  } else copying.leftOut.push(path);
}

/** Waits for all of them even when one fails: nothing is written any more once the error is known. */
async function allDone(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function copyFolder(path: string, copying: Copying): Promise<void> {
  const from = join(copying.root, path);
  const to = join(copying.to, path);
  const stats = await lstat(from);
  budgetFor(path, copying).spend(0, path);
  await mkdir(to, { mode: 0o700 });
  const entries = await readdir(from, { withFileTypes: true });
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    await allDone(entries.slice(at, at + AT_ONCE).map((entry) => copyEntry(entry, path === '' ? entry.name : `${path}/${entry.name}`, copying)));
  }
  await chmod(to, modeOf(stats, 0o700));
  await utimes(to, stats.atime, stats.mtime);
}

async function copyEntry(entry: Dirent, path: string, copying: Copying): Promise<void> {
  copying.signal.throwIfAborted();
  if (copying.withoutGit && copying.isOfGit(path)) return;
  const from = join(copying.root, path);
  await onDisk('copy', from, async () => {
    if (entry.isSymbolicLink()) await copyLink(path, copying);
    else if (entry.isFile()) await copyFile(from, path, copying);
    else if (!entry.isDirectory()) copying.leftOut.push(path);
    else if (from !== copying.own && (copying.isOfGit(path) || !isLeftOut(entry.name, from))) await copyFolder(path, copying);
  });
}

/**
 * Copies a project folder to `to`, which must not exist, with modes and times. What comes along is ordinary files and folders; links to folders stay
 * where they lead to a place inside. Throws `bad-requirement` for a folder without measure, `disk` when the disk fails.
 */
export async function copyTree(from: string, { to, own, shown, signal, isRepository = false, withoutGit = false }: CopyOptions): Promise<CopiedTree> {
  const root = await onDisk('read', from, () => realpath(from));
  const budgets = { project: createCopyBudget(shown, 'project'), repository: createCopyBudget(`the git repository of ${shown}`, 'repository') };
  const copying: Copying = { root, to, signal, own: await realpath(own), isOfGit: isRepository ? () => true : isBelowDotGit, withoutGit, ...budgets, replaced: [], leftOut: [] };
  await onDisk('copy', from, () => copyFolder('', copying));
  return { replaced: copying.replaced.toSorted(), leftOut: copying.leftOut.toSorted() };
}
