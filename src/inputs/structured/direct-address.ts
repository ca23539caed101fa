import { fileUrl } from '../../core/file-url.js';
import { targetOf } from '../../core/requirements/direct-url.js';
import type { LockFile } from './locked-package.js';

const withSubdirectory = (url: string, subdirectory: string | null): string => (subdirectory === null ? url : `${url}${url.includes('#') ? '&' : '#'}subdirectory=${subdirectory}`);

// Tools note the address as it was given, and git takes `USER@HOST:PATH`, which is no URL: pip wants one.
const asUrl = (address: string): string => address.replace(/^((?:[^/:@\s]+@)[^/:@\s]+):(?!\/\/)\/?/, 'ssh://$1/');

interface Checkout {
  /** The program that makes it; git where nothing is said. */
  readonly kind?: string;
  readonly revision: string | null;
  readonly subdirectory: string | null;
}

/** A checkout in pip's words. */
export function checkoutUrl(address: string, { kind = 'git', revision, subdirectory }: Checkout): string {
  return withSubdirectory(`${kind}+${asUrl(address)}${revision === null ? '' : `@${revision}`}`, subdirectory);
}

/** An archive in pip's words: by its URL as it is, or by its path, which lock files count from where they lie. */
export function archiveUrl(place: string, subdirectory: string | null, { file, reader }: LockFile): string {
  const found = reader.locate(place, { from: file });
  return withSubdirectory(/^[a-z][a-z0-9+.-]+:\/\//i.test(found) ? found : fileUrl(found), subdirectory);
}

/** True for the path of a folder, which is the user's own project; an archive beside the lock may be anybody's. */
export const isFolderPath = (path: string | null): boolean => path !== null && targetOf(path) === 'folder';
