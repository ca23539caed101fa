import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutFragment } from '../../core/direct-url.js';
import { cleanGit } from './clean-git.js';
import { copyTree } from './copy-tree.js';
import type { DirectSource, DirectTools } from './direct-source.js';
import { checkInnerFolder } from './inner-folder.js';
import { keepUnchanged } from './keep-unchanged.js';

export interface FolderQuestion {
  readonly url: string;
  readonly shownAs: string;
  readonly subdirectory: string;
}

/** A project folder, copied: what is built is what was judged, whatever happens to the original meanwhile. Throws `bad-requirement` or `disk`. */
export async function obtainFolder({ url, shownAs, subdirectory }: FolderQuestion, { folder, runGit, signal }: DirectTools): Promise<DirectSource> {
  const path = join(folder, 'tree');
  const { replaced, leftOut } = await copyTree(fileURLToPath(withoutFragment(url)), { to: path, own: folder, shown: shownAs, signal });
  const removed = (await cleanGit(path)).map((name) => relative(path, name).split(sep).join('/'));
  await keepUnchanged(path, [...replaced, ...leftOut], runGit);
  await checkInnerFolder(path, subdirectory, shownAs);
  const directUrl = { url: withoutFragment(url), ...(subdirectory === '' ? {} : { subdirectory }), dir_info: {} };
  return { path, kind: 'folder', subdirectory, editable: false, directUrl, shownAs, leftOut: [...leftOut, ...removed] };
}
