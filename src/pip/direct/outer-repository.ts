import { existsSync } from 'node:fs';
import { lstat, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { onDisk, systemCode } from '../../platform/files/disk-error.js';
import { copyFresh } from '../../platform/files.js';

/** Where the repository of a linked worktree or of a submodule lies. */
export interface OuterRepository {
  /** Objects and references. */
  readonly common: string;
  /** What belongs to this working tree alone: HEAD and index. */
  readonly own: string;
}

async function textOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(cause))) return '';
    throw cause;
  }
}

async function isSame(one: string, other: string): Promise<boolean> {
  return existsSync(one) && existsSync(other) && (await realpath(one)) === (await realpath(other));
}

/** Both sides must name each other: a folder from elsewhere could otherwise claim any repository of this machine for what is built. */
async function pointsBack(own: string, folder: string): Promise<boolean> {
  const back = await textOf(join(own, 'gitdir'));
  if (back !== '') return await isSame(resolve(own, back), join(folder, '.git'));
  const worktree = /^[ \t]*worktree[ \t]*=[ \t]*(\S.*)$/m.exec(await textOf(join(own, 'config')))?.[1]?.trimEnd();
  return worktree !== undefined && (await isSame(resolve(own, worktree), folder));
}

/** The repository that the `.git` file of a folder names; null where `.git` is a folder or missing, or where the two do not belong together. */
export async function outerRepository(folder: string): Promise<OuterRepository | null> {
  const file = join(folder, '.git');
  if (!existsSync(file) || !(await lstat(file)).isFile()) return null;
  const way = /^gitdir: (.+)$/.exec(await textOf(file))?.[1];
  const own = way === undefined ? null : resolve(dirname(file), way);
  if (own === null || !(await pointsBack(own, folder))) return null;
  const common = await textOf(join(own, 'commondir'));
  return { own, common: common === '' ? own : resolve(own, common) };
}

/** Puts the working tree's own HEAD and index into a copy of the common repository, which then is an ordinary one. */
export async function makeOrdinary({ own, common }: OuterRepository, copy: string): Promise<void> {
  if (own === common) return;
  await onDisk('copy', own, async () => {
    for (const name of ['HEAD', 'index'].filter((each) => existsSync(join(own, each)))) {
      await rm(join(copy, name), { force: true });
      await copyFresh(join(own, name), join(copy, name));
    }
  });
}
