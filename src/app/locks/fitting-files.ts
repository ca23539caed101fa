import type { LockedFile } from '../../core/locked.js';
import { isSameVersion } from '../../core/requirements/version-order.js';
import type { OfferedFile } from '../indexes/offered-file.js';
import type { LockEntry } from './lock-entries.js';

/** The digest that an index gives for a file, of the kind of another; null where it gives none. */
export function statedHash({ hashes = {} }: Pick<OfferedFile, 'hashes'>, like: string): string | null {
  const kind = like.slice(0, like.indexOf(':'));
  const digest = hashes[kind];
  return digest === undefined ? null : `${kind}:${digest}`;
}

export const isSameFile = (file: OfferedFile, { hash }: LockedFile): boolean => hash !== null && statedHash(file, hash) === hash;

/** Of the files of an index those that an entry means: by their digests or names, else all of its version. */
export function fittingFiles<File extends OfferedFile>({ version, files: locked }: LockEntry, offered: readonly File[]): readonly File[] {
  const own = offered.filter((file) => version !== null && file.version !== null && isSameVersion(file.version, version));
  const meant = own.filter((file) => locked.some((each) => each.fileName === file.fileName || isSameFile(file, each)));
  return meant.length > 0 ? meant : own;
}
