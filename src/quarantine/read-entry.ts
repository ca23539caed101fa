import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '../core/errors.js';
import { presentOr, systemCode } from '../platform/files/disk-error.js';
import { hashFile } from '../platform/files.js';
import { readOwnFile } from '../platform/files/read-own-file.js';
import { keyOf, type Entry, type Kept } from './entry.js';
import { isKept } from './kept-shape.js';

/** What an entry's folder holds: the file that was set aside, and what is known of it. */
export const FILE = 'file';
export const RECORD = 'record.json';

/** Each further try means that somebody else has put or taken away the same entry meanwhile. */
export const MOST_TRIES = 100;

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
export const isGone = (cause: unknown): boolean => systemCode(cause) === 'ENOENT' || (cause instanceof ToolError && systemCode(cause.cause) === 'ENOENT');

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
export async function entryAt(root: string, key: string): Promise<Entry | null> {
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
