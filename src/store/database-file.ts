import { chmodSync, closeSync, lstatSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ToolError } from '../core/errors.js';
import { CREATE_PRIVATE } from '../platform/files/atomic-write.js';
import { diskError, systemCode } from '../platform/files/disk-error.js';

const NAME = /^store-(\d{1,9})\.(db|damaged)$/;
/** Damaged files to keep for whoever wants to look. */
const KEEP_DAMAGED = 2;

const generationsOf = (home: string, suffix: string): number[] =>
  readdirSync(home)
    .map((name) => NAME.exec(name))
    .filter((match) => match?.[2] === suffix)
    .map((match) => Number(match?.[1]))
    .toSorted((a, b) => b - a);

const pathOf = (home: string, generation: number, suffix = 'db'): string => join(home, `store-${generation}.${suffix}`);

/**
 * The number in the name of the database to use. A rebuilt database gets a new number and never an old name: a process that still has
 * the damaged one open deletes its journal by name when it closes, and would take the new one's.
 */
export function currentGeneration(home: string): number {
  try {
    return newestGood(home);
  } catch (cause) {
    throw diskError(cause, 'list', home);
  }
}

function newestGood(home: string): number {
  const damaged = generationsOf(home, 'damaged')[0] ?? 0;
  const good = generationsOf(home, 'db')[0] ?? 0;
  return good > damaged ? good : damaged + 1;
}

function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, CREATE_PRIVATE, 0o600));
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause;
  }
}

/**
 * Makes the file if it is missing: SQLite alone would make it readable for everybody. Refuses links and files of others.
 * A file that exists is not opened for that: closing it would drop the locks that SQLite holds in this process (POSIX).
 */
export function preparePrivateFile(home: string, generation: number): string {
  const path = pathOf(home, generation);
  try {
    createPrivately(path);
    const stats = lstatSync(path);
    const uid = process.getuid?.();
    if (!stats.isFile()) throw new ToolError('disk', `will not use ${JSON.stringify(path)}: it is not an ordinary file`);
    if (uid !== undefined && stats.uid !== uid) throw new ToolError('disk', `will not use ${JSON.stringify(path)}: it belongs to another user`);
    if (uid !== undefined && (stats.mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch (cause) {
    throw diskError(cause, 'open', path);
  }
  return path;
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (cause) {
    // Another process was faster, which is as good. (Windows: it is still open elsewhere; the new number counts once all have gone.)
    if (!['ENOENT', 'EBUSY', 'EPERM', 'EACCES'].includes(systemCode(cause))) throw diskError(cause, 'set aside', from);
  }
}

/** Renames a damaged database so that nobody opens it again; the newest two are kept. */
export function setAside(home: string, generation: number): void {
  const old = pathOf(home, generation);
  renameIfThere(old, pathOf(home, generation, 'damaged'));
  for (const journal of ['-wal', '-shm']) renameIfThere(`${old}${journal}`, `${pathOf(home, generation, 'damaged')}${journal}`);
  for (const past of generationsOf(home, 'damaged').slice(KEEP_DAMAGED)) {
    for (const journal of ['', '-wal', '-shm']) rmSync(`${pathOf(home, past, 'damaged')}${journal}`, { force: true });
  }
}
