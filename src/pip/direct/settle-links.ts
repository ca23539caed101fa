import { chmod, readdir, readlink, realpath, rm, utimes } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { onDisk } from '../../platform/files/disk-error.js';
import { copyFresh } from '../../platform/files.js';
import type { CopiedTree } from './copy-tree.js';
import { isInside } from './inner-folder.js';
import { followLink, type LinkEnd } from './link-end.js';

async function linksBelow(root: string, folder: string): Promise<string[]> {
  const links: string[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) links.push(path);
    else if (entry.isDirectory() && entry.name !== '.git') links.push(...(await linksBelow(root, path)));
  }
  return links;
}

async function becomeFile(path: string, { path: end, stats }: LinkEnd): Promise<void> {
  await rm(path);
  await copyFresh(end, path);
  await chmod(path, (stats.mode & 0o777) | 0o600);
  await utimes(path, stats.atime, stats.mtime);
}

type Fate = 'replaced' | 'kept' | 'leftOut';

async function settle(root: string, name: string): Promise<Fate> {
  const path = join(root, name);
  const end = await followLink(path);
  const isWithin = end !== null && isInside(root, end.path) && !isInside(join(root, '.git'), end.path);
  if (isWithin && end.stats.isFile()) {
    await becomeFile(path, end);
    return 'replaced';
  }
  if (isWithin && end.stats.isDirectory() && !isAbsolute(await readlink(path))) return 'kept';
  await rm(path);
  return 'leftOut';
}

/**
 * Settles the links of a tree that came from outside. A link to a file of the tree becomes that file, so that what is judged under its name is what is
 * read under it; one that leads out of the tree, where somebody could put unjudged code or where private files lie, is removed.
 */
export async function settleLinks(folder: string): Promise<CopiedTree> {
  const root = await realpath(folder);
  return await onDisk('settle the links of', root, async () => {
    const fates: (readonly [string, Fate])[] = [];
    for (const name of await linksBelow(root, '')) fates.push([name, await settle(root, name)]);
    const those = (wanted: Fate): string[] => fates.filter(([, fate]) => fate === wanted).map(([name]) => name);
    return { replaced: those('replaced'), leftOut: those('leftOut') };
  });
}
