import { posix } from 'node:path';
import { ArchiveRefusal } from '../refusal.js';

/** Where a link of a tar leads, from the archive's root. Refuses (`link`) targets outside the archive, as pip does. */
export function linkTarget(link: { path: string; target: string; isSymbolic: boolean }): string {
  const { path, target, isSymbolic } = link;
  // A symbolic link counts from its own folder, a hard link from the root of the archive.
  const resolved = posix.normalize(isSymbolic ? posix.join(posix.dirname(path), target) : target).replace(/\/$/, '');
  const leaves = target === '' || target.startsWith('/') || resolved === '..' || resolved.startsWith('../');
  if (leaves || /[\u0000-\u001f\\\ufffd]|^[a-z]:/i.test(target)) throw new ArchiveRefusal('link', `${path}: links to something outside the archive`);
  return resolved;
}
