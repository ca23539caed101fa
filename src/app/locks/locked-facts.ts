import type { Staged } from '../../core/artifact.js';
import type { LockedFacts, LockedFile, LockedFileFacts } from '../../core/locked.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import { untrusted } from '../../core/untrusted.js';
import { sdistFileName, wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { OfferedFile } from '../indexes/offered-file.js';
import { isSameFile, statedHash } from './fitting-files.js';
import type { LockEntry } from './lock-entries.js';

/** A file that was judged, as its index knows it. */
type Judged = Pick<Staged, 'name' | 'fileName' | 'sha256' | 'builtFrom'>;

interface There {
  readonly judged: { readonly fileName: string; readonly hash: string };
  /** Files that an index offers of the project; none where none was asked. */
  readonly offered: readonly OfferedFile[];
}

function offeredFor(file: LockedFile, { judged, offered }: There): LockedFileFacts['offered'] {
  const same = offered.find(({ fileName }) => fileName === file.fileName) ?? offered.find((each) => isSameFile(each, file));
  const stated = same === undefined || file.hash === null ? null : statedHash(same, file.hash);
  // The digest of what was fetched is worth more than none; of another kind it cannot be compared.
  const seen = file.fileName === judged.fileName && (file.hash === null || file.hash.startsWith('sha256:')) ? judged.hash : null;
  return same === undefined && seen === null ? null : { url: same?.url ?? null, hash: stated ?? seen };
}

function isOwnName(fileName: string | null, name: string): boolean {
  const parts = fileName === null ? null : (wheelFileName(fileName) ?? sdistFileName(fileName));
  return parts === null || (isPackageName(parts.name) && parsePackageName(parts.name) === name);
}

const hostOf = (url: string | undefined): readonly string[] => (url === undefined || !/^https?:/i.test(url) ? [] : [new URL(url).host]);

function strayOf({ files }: LockEntry, { fileName, hash }: There['judged']): LockedFacts['stray'] {
  const digests = files.flatMap((file) => file.hash ?? []);
  const isComparable = digests.length > 0 && digests.every((each) => each.startsWith('sha256:'));
  // Under its name the file is compared for itself.
  return isComparable && !digests.includes(hash) && files.every((file) => file.fileName !== fileName) ? { fileName: untrusted(fileName), hash } : null;
}

/** Puts an entry of a lock file beside the file that was judged for it and what its index told. */
export function lockedFacts(entry: LockEntry, { name, fileName, sha256, builtFrom }: Judged, offered: readonly OfferedFile[]): LockedFacts {
  const there: There = { offered, judged: { fileName: builtFrom?.shownAs ?? fileName, hash: `sha256:${builtFrom?.sha256 ?? sha256}` } };
  return {
    where: untrusted(`${entry.origin.file}:${entry.origin.line}`),
    files: entry.files.map((file) => ({ ...file, offered: offeredFor(file, there), isOwn: isOwnName(file.fileName, name) })),
    hosts: [...new Set(offered.flatMap(({ url }) => hostOf(url)))],
    stray: strayOf(entry, there.judged),
  };
}
