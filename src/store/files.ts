import { lstat, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isSha256, type Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { partialName, renameOver } from '../platform/files/atomic-write.js';
import { systemClock, type Clock } from '../platform/clock.js';
import { onDisk, systemCode } from '../platform/files/disk-error.js';
import { hashFile, linkOrCopy, makePrivateFolder, removeTree } from '../platform/files.js';

/** Files by what is in them: `home/files/ab/ab12…`. */
export interface FileCache {
  /** Path of the file with this hash, read and compared now, or null. Link or copy it away before anything else: `prune` may take it. */
  readonly find: (sha256: Sha256) => Promise<string | null>;
  /** Takes a second name (or a copy) of a file whose hash the caller has just computed; returns its path in the cache. */
  readonly keep: (path: string, sha256: Sha256) => Promise<string>;
  /** Removes the least recently used files beyond `maxBytes` (10 GB unless told), and leftovers of killed runs; returns what went. */
  readonly prune: (maxBytes?: number) => Promise<FilesSize>;
  readonly size: () => Promise<FilesSize>;
  /** Removes all of them; returns what went. Runs that need one fetch it again. */
  readonly clear: () => Promise<FilesSize>;
}

/** How many files, and how much they hold. */
export interface FilesSize {
  readonly count: number;
  readonly bytes: number;
}

const DEFAULT_MAX_BYTES = 10_000_000_000;
const LEFTOVER_MS = 24 * 3_600_000;

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
  readonly madeMs: number;
  readonly isLeftover: boolean;
}

async function entryOf(path: string, name: string): Promise<Entry | null> {
  try {
    const stats = await lstat(path);
    // Of a second name only the change time tells when it was made.
    return { path, bytes: stats.size, usedMs: stats.atimeMs, madeMs: stats.ctimeMs, isLeftover: !isSha256(name) };
  } catch (cause) {
    // Another process pruned it.
    if (systemCode(cause) === 'ENOENT') return null;
    throw cause;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT' || systemCode(cause) === 'ENOTDIR') return [];
    throw cause;
  }
}

async function listEntries(root: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const folder of await namesIn(root)) {
    for (const name of await namesIn(join(root, folder))) {
      const entry = await entryOf(join(root, folder, name), name);
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

const isGone = (cause: unknown): boolean => systemCode(cause) === 'ENOENT' || (cause instanceof ToolError && systemCode(cause.cause) === 'ENOENT');

/** Compares with the hash and notes the use. The access time alone is set: the file may be a second name of the user's own. */
async function takeIntact(path: string, { sha256, nowMs }: { readonly sha256: Sha256; readonly nowMs: number }): Promise<boolean> {
  try {
    const stats = await lstat(path);
    if (stats.isFile() && (await hashFile(path)).sha256 === sha256) {
      await utimes(path, nowMs / 1_000, stats.mtimeMs / 1_000);
      return true;
    }
    await removeTree(path);
    return false;
  } catch (cause) {
    if (isGone(cause)) return false;
    throw cause;
  }
}

const total = (entries: readonly Entry[]): FilesSize => ({ count: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) });

async function removed(entries: readonly Entry[]): Promise<FilesSize> {
  for (const { path } of entries) await rm(path, { force: true });
  return total(entries);
}

/** Those that do not fit into `maxBytes` when the ones used last come first. */
function beyond(entries: readonly Entry[], maxBytes: number): readonly Entry[] {
  let kept = 0;
  return entries.toSorted((a, b) => b.usedMs - a.usedMs).filter(({ bytes }) => {
    kept += bytes;
    return kept > maxBytes;
  });
}

/** The file cache of a home folder, which must exist. All of it throws ToolError `disk` when the disk refuses. */
export function openFileCache({ home, clock = systemClock }: { readonly home: string; readonly clock?: Pick<Clock, 'nowMs'> }): FileCache {
  const root = join(home, 'files');
  const pathFor = (sha256: Sha256): string => join(root, sha256.slice(0, 2), sha256);

  const find = async (sha256: Sha256): Promise<string | null> => {
    const path = pathFor(sha256);
    const isThere = await onDisk('read', path, () => takeIntact(path, { sha256, nowMs: clock.nowMs() }));
    return isThere ? path : null;
  };
  const keep = async (from: string, sha256: Sha256): Promise<string> => {
    const path = pathFor(sha256);
    await makePrivateFolder(join(path, '..'));
    const partial = partialName(path);
    try {
      await linkOrCopy(from, partial);
      await onDisk('write', path, async () => {
        await renameOver(partial, path);
        await utimes(path, clock.nowMs() / 1_000, (await lstat(path)).mtimeMs / 1_000);
      });
    } finally {
      await rm(partial, { force: true });
    }
    return path;
  };
  const isOldLeftover = ({ isLeftover, madeMs }: Entry): boolean => isLeftover && clock.nowMs() - madeMs > LEFTOVER_MS;
  const prune = (maxBytes = DEFAULT_MAX_BYTES): Promise<FilesSize> =>
    onDisk('tidy up', root, async () => {
      const entries = await listEntries(root);
      return await removed([...entries.filter(isOldLeftover), ...beyond(entries.filter(({ isLeftover }) => !isLeftover), maxBytes)]);
    });
  const size = (): Promise<FilesSize> => onDisk('read', root, async () => total((await listEntries(root)).filter(({ isLeftover }) => !isLeftover)));
  // What another run is writing at this moment is no file of the cache yet.
  const clear = (): Promise<FilesSize> => onDisk('clear', root, async () => removed((await listEntries(root)).filter((entry) => !entry.isLeftover || isOldLeftover(entry))));
  return { find, keep, prune, size, clear };
}
