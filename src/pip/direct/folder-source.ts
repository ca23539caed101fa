import { rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutFragment } from '../../core/requirements/direct-url.js';
import { cleanGit } from './clean-git.js';
import { copyTree, type CopyOptions } from './copy-tree.js';
import type { DirectSource, DirectTools } from './direct-source.js';
import { checkInnerFolder } from './inner-folder.js';
import { keepUnchanged } from './keep-unchanged.js';
import { makeOrdinary, outerRepository } from './outer-repository.js';

export interface FolderQuestion {
  readonly url: string;
  readonly shownAs: string;
  readonly subdirectory: string;
}

/** The repository of a linked worktree or a submodule is elsewhere; in the copy it takes its usual place. */
async function bringRepository(from: string, options: CopyOptions): Promise<void> {
  const outer = await outerRepository(from);
  if (outer === null) return;
  const dotGit = join(options.to, '.git');
  await rm(dotGit);
  await copyTree(outer.common, { ...options, to: dotGit, isRepository: true });
  await makeOrdinary(outer, dotGit);
}

/** A project folder, copied: what is built is what was judged, whatever happens to the original meanwhile. Throws `bad-requirement` or `disk`. */
export async function obtainFolder({ url, shownAs, subdirectory }: FolderQuestion, { folder, runGit, signal }: DirectTools): Promise<DirectSource> {
  const from = fileURLToPath(withoutFragment(url));
  const path = join(folder, 'tree');
  const options: CopyOptions = { to: path, own: folder, shown: shownAs, signal };
  const { replaced, leftOut } = await copyTree(from, options);
  await bringRepository(from, options);
  const removed = (await cleanGit(path)).map((name) => relative(path, name).split(sep).join('/'));
  await keepUnchanged(path, [...replaced, ...leftOut], runGit);
  await checkInnerFolder(path, subdirectory, shownAs);
  const directUrl = { url: withoutFragment(url), ...(subdirectory === '' ? {} : { subdirectory }), dir_info: {} };
  return { path, kind: 'folder', subdirectory, editable: false, directUrl, shownAs, leftOut: [...leftOut, ...removed] };
}
