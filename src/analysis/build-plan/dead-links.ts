import { collisionKey } from '../../archive/member-collisions.js';
import { linkEnd } from './read-tree.js';

const endsOf = (links: ReadonlyMap<string, string>): readonly string[] => [...links.keys()].map((path) => collisionKey(linkEnd(path, links)));

/** The paths and folders of a tree as a file system without case has them. */
function keysOf(paths: Iterable<string>): { readonly files: ReadonlySet<string>; readonly folders: ReadonlySet<string> } {
  const files = new Set([...paths].map(collisionKey));
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0 && !folders.has(file.slice(0, end)); end = file.lastIndexOf('/', end - 1)) folders.add(file.slice(0, end));
  }
  return { files, folders };
}

/**
 * Tells of a link within the tree whether nothing lies where it leads to, on no system: repacked archives leave out what others link to. Through
 * folders that are links themselves, paths lead elsewhere than they say, so that none counts as dead where there is such a link.
 */
export function deadLinks(links: ReadonlyMap<string, string>, paths: Iterable<string>): (path: string) => boolean {
  if (links.size === 0) return () => false;
  const { files, folders } = keysOf(paths);
  if (endsOf(links).some((end) => folders.has(end) || end === '.')) return () => false;
  return (path) => {
    const end = collisionKey(linkEnd(path, links));
    return links.has(path) && !files.has(end) && !end.startsWith('..') && !end.startsWith('/');
  };
}
