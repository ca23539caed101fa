import { join, relative, sep } from 'node:path';
import { cleanGit } from './clean-git.js';
import type { DirectSource, DirectTools } from './direct-source.js';
import type { FolderQuestion } from './folder-source.js';
import { checkOut } from './git-checkout.js';
import { parseGitUrl } from './git-url.js';
import { checkInnerFolder } from './inner-folder.js';
import { keepUnchanged } from './keep-unchanged.js';
import { settleLinks } from './settle-links.js';

/**
 * A git checkout, pinned to the commit that its revision led to. Nothing of it is run: no hooks, no filters of its own, no helpers but those of the
 * user's configuration. Throws UserError `bad-requirement` or ToolError `network`.
 */
export async function obtainCheckout({ url, shownAs, subdirectory }: FolderQuestion, { folder, runGit }: DirectTools): Promise<DirectSource> {
  const source = parseGitUrl(url, shownAs);
  const path = join(folder, 'tree');
  const commit = await checkOut({ source, shownAs, tree: path, runGit }, folder);
  const { replaced, leftOut } = await settleLinks(path);
  const removed = (await cleanGit(path)).map((name) => relative(path, name).split(sep).join('/'));
  await keepUnchanged(path, [...replaced, ...leftOut], runGit);
  await checkInnerFolder(path, subdirectory, shownAs);
  const requested = source.revision === null ? {} : { requested_revision: source.revision };
  const directUrl = { url: source.recorded, ...(subdirectory === '' ? {} : { subdirectory }), vcs_info: { vcs: 'git', ...requested, commit_id: commit } };
  return { path, kind: 'folder', subdirectory, editable: false, directUrl, shownAs, leftOut: [...leftOut, ...removed] };
}
