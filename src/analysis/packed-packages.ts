import { namesPackage } from '../archive/project/distribution-file-name.js';
import type { PackageFacts } from '../core/facts/package-facts.js';
import type { Gap } from '../core/finding.js';
import { untrusted } from '../core/untrusted.js';

const isPackage = (path: string): boolean => namesPackage(path.slice(path.lastIndexOf('/') + 1));

/** Wheels and source packages in an archive that is no package itself are what it is about, and nobody has looked into them. */
export function packedPackages({ kind, members }: Pick<PackageFacts, 'kind' | 'members'>): readonly Gap[] {
  const [first, ...more] = kind === 'archive' ? members.map(({ path }) => path).filter(isPackage) : [];
  if (first === undefined) return [];
  const what = more.length === 0 ? 'is a package' : `is one of ${more.length + 1} packages`;
  return [{ kind: 'latent', what: untrusted(first), why: untrusted(`${what} inside of an archive, where nothing is opened: unpack the archive, then scan the folder`) }];
}
