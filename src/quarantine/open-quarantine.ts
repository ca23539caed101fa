import { randomBytes } from 'node:crypto';
import { lstat, mkdtemp, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError, UserError } from '../core/errors.js';
import { onDisk, presentOr, systemCode } from '../platform/files/disk-error.js';
import { copyFresh, hashFile, makePrivateFolder, removeTree, writeAtomically } from '../platform/files.js';
import { isAlive } from '../platform/processes/process-mark.js';
import { readOwnFile } from '../platform/files/read-own-file.js';
import { keyOf, type Entry, type Kept } from './entry.js';
import { isKept } from './kept-shape.js';

/**
 * Files that were set aside: `quarantine/KEY/` with the file and its record, 0700 and 0600. An entry comes and goes by one rename of its folder, so
 * that it is there whole or not at all, whoever else acts on it and whenever a process dies. All of it throws ToolError `disk`.
 */
export interface Quarantine {
  readonly folder: string;
  /** Copies a file in. Returns false where the same was there already. Throws `hash-mismatch` for a file that is not the recorded one. */
  readonly keep: (kept: Kept, path: string) => Promise<boolean>;
  /** All entries, their bytes compared with their digests; by name and time. */
  readonly list: () => Promise<readonly Entry[]>;
  /** A copy of the file at `to`, which must not exist. Throws `hash-mismatch` when it is not what was judged, `unknown-package` when it has gone. */
  readonly take: (kept: Kept, to: string) => Promise<void>;
  /** Removes all of an entry; returns false where somebody else has. */
  readonly remove: (key: string) => Promise<boolean>;
}

const KEY = /^[0-9a-f]{64}-[0-9a-f]{16}$/;
const UNFINISHED = /^\.(?:new|gone)-(\d+)-/;
const FILE = 'file';
const RECORD = 'record.json';
// Each further try means that somebody else has put or taken away the same entry meanwhile.
const MOST_TRIES = 100;

/** Names that are taken: on Windows a folder in the way is a matter of permission. */
const IN_THE_WAY = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM', 'EACCES'];

async function recordIn(folder: string): Promise<Kept | null> {
  try {
    const value: unknown = JSON.parse(await readOwnFile(join(folder, RECORD)));
    return isKept(value) ? value : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof ToolError || ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'ELOOP'].includes(systemCode(cause))) return null;
    throw cause;
  }
}

/** True where a file or folder went while it was looked at. */
const isGone = (cause: unknown): boolean => systemCode(cause) === 'ENOENT' || (cause instanceof ToolError && systemCode(cause.cause) === 'ENOENT');

async function isIntact(path: string, { sha256, bytes }: Kept): Promise<boolean> {
  try {
    const stats = await lstat(path);
    return stats.isFile() && stats.size === bytes && (await hashFile(path)).sha256 === sha256;
  } catch (cause) {
    if (isGone(cause) || systemCode(cause) === 'ENOTDIR') return false;
    throw cause;
  }
}

/** Tells one folder of a name from the next one of that name; null where there is none. */
async function identityOf(folder: string): Promise<string | null> {
  const stats = await presentOr(lstat(folder), null);
  return stats === null ? null : `${stats.dev} ${stats.ino} ${stats.mtimeMs}`;
}

/** What lies under a key; null when it has gone. */
async function entryAt(root: string, key: string): Promise<Entry | null> {
  const folder = join(root, key);
  for (let tries = 1; ; tries += 1) {
    const before = await identityOf(folder);
    if (before === null) return null;
    const kept = await recordIn(folder);
    const entry: Entry = kept === null || keyOf(kept) !== key ? { key, state: 'unreadable', kept: null } : { key, kept, state: (await isIntact(join(folder, FILE), kept)) ? 'intact' : 'changed' };
    // Somebody may have removed it and put it there again meanwhile, which is no damage.
    if (entry.state === 'intact' || tries === MOST_TRIES || before === (await identityOf(folder))) return entry;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Takes an entry out of sight in one step, then removes it. */
async function takeAway(root: string, key: string): Promise<boolean> {
  const gone = join(root, `.gone-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await rename(join(root, key), gone);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return false;
    throw cause;
  }
  await removeTree(gone);
  return true;
}

/** Removes what killed processes have left half made or half removed; their folders carry their process ids. */
async function tidy(root: string): Promise<void> {
  for (const name of await presentOr(readdir(root), [])) {
    const pid = UNFINISHED.exec(name)?.[1];
    if (pid !== undefined && !isAlive({ pid: Number(pid), start: null })) await removeTree(join(root, name));
  }
}

async function fill(folder: string, kept: Kept, path: string): Promise<void> {
  const file = join(folder, FILE);
  await copyFresh(path, file);
  if ((await hashFile(file)).sha256 !== kept.sha256) throw new ToolError('hash-mismatch', `${kept.fileName} changed after it was judged`, { hint: 'another program changed it; it was not set aside' });
  await sync(file);
  await writeAtomically(join(folder, RECORD), JSON.stringify(kept));
}

/** Gives a filled folder its name; false where an intact entry has it already. One that is not intact gives way. */
async function place(fresh: string, root: string, key: string): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(fresh, join(root, key));
      return true;
    } catch (cause) {
      if (!IN_THE_WAY.includes(systemCode(cause)) || tries === MOST_TRIES) throw cause;
    }
    const there = await entryAt(root, key);
    if (there?.state === 'intact') return false;
    if (there !== null) await takeAway(root, key);
  }
}

async function keepIn(root: string, kept: Kept, path: string): Promise<boolean> {
  await makePrivateFolder(root);
  await tidy(root);
  const fresh = await mkdtemp(join(root, `.new-${process.pid}-`));
  try {
    await fill(fresh, kept, path);
    return await place(fresh, root, keyOf(kept));
  } finally {
    await removeTree(fresh);
  }
}

async function takeFrom(root: string, kept: Kept, to: string): Promise<void> {
  try {
    await copyFresh(join(root, keyOf(kept), FILE), to);
  } catch (cause) {
    if (!isGone(cause)) throw cause;
    throw new UserError('unknown-package', `${kept.name} ${kept.version} is no longer in quarantine`, { cause, hint: 'depsec quarantine list shows what is' });
  }
  if ((await hashFile(to)).sha256 === kept.sha256) return;
  throw new ToolError('hash-mismatch', `${kept.fileName} in quarantine is not the file that was judged: somebody has changed it`, { hint: `take it away: depsec quarantine remove ${kept.name} ${kept.version}` });
}

const byNameAndTime = (one: Entry, other: Entry): number => {
  const [a, b] = [one, other].map(({ key, kept }) => (kept === null ? `~${key}` : `${kept.name} ${kept.setAsideAt} ${key}`));
  return (a ?? '') < (b ?? '') ? -1 : 1;
};

async function listIn(root: string): Promise<readonly Entry[]> {
  await tidy(root);
  const entries: Entry[] = [];
  for (const key of (await presentOr(readdir(root), [])).filter((name) => KEY.test(name))) {
    const entry = await entryAt(root, key);
    if (entry !== null) entries.push(entry);
  }
  return entries.toSorted(byNameAndTime);
}

/** The quarantine of a home folder, which must exist. */
export function openQuarantine({ home }: { readonly home: string }): Quarantine {
  const folder = join(home, 'quarantine');
  return {
    folder,
    keep: (kept, path) => onDisk('write into', folder, () => keepIn(folder, kept, path)),
    list: () => onDisk('read', folder, () => listIn(folder)),
    take: (kept, to) => onDisk('read', folder, () => takeFrom(folder, kept, to)),
    remove: (key) => onDisk('remove from', folder, async () => KEY.test(key) && (await takeAway(folder, key))),
  };
}
