import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.js';
import { diskError, systemCode } from '../../platform/files/disk-error.js';

const LARGEST_FILE = 1_000_000;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

/** How far a file is trusted. `own`: depsec's own place, so neither links nor other owners; `named`: the user named it; `project`: may only tighten. */
export type Trust = 'own' | 'named' | 'project';

export interface ConfigFile {
  readonly path: string;
  readonly trust: Trust;
  /** Who runs depsec; null on Windows, where modes say nothing. */
  readonly uid: number | null;
}

const unsafe = (path: string, why: string): UserError =>
  new UserError('unsafe-home', `will not use ${JSON.stringify(path)}: ${why}`, { hint: 'make it a plain file that only you can write, or name another with --config FILE' });

const unreadable = (path: string, why: string, cause?: unknown): UserError => new UserError('bad-config', `cannot read ${JSON.stringify(path)}: ${why}`, { cause });

function checkStats(file: ConfigFile, path: string, stats: Stats): void {
  const { trust, uid } = file;
  if (trust === 'project' || uid === null) return;
  // Anybody may add to /tmp, but with the sticky bit nobody can replace what is somebody else's there.
  if ((stats.mode & WRITABLE_BY_ALL) !== 0 && !(stats.isDirectory() && (stats.mode & STICKY) !== 0)) throw unsafe(path, 'every user of this machine can write to it');
  if (trust === 'own' && stats.uid !== uid && stats.uid !== 0) throw unsafe(path, 'it belongs to another user');
}

async function checkFolder(file: ConfigFile): Promise<void> {
  const folder = dirname(file.path);
  const stats = await lstat(folder);
  if (stats.isSymbolicLink()) {
    if (file.trust === 'own') throw unsafe(folder, 'it is a symbolic link');
    return;
  }
  checkStats(file, folder, stats);
}

async function readChecked(file: ConfigFile, handle: FileHandle): Promise<string> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw unreadable(file.path, 'it is not an ordinary file');
  checkStats(file, file.path, stats);
  if (stats.size > LARGEST_FILE) throw unreadable(file.path, `it is larger than ${LARGEST_FILE} bytes`);
  const bytes = await handle.readFile();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw unreadable(file.path, 'it is not UTF-8 text', cause);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return false;
  }
}

function refusal(file: ConfigFile, cause: unknown): unknown {
  const code = systemCode(cause);
  if (code === 'ELOOP') return unsafe(file.path, 'it is a symbolic link');
  if (code === 'EACCES' || code === 'EPERM') return unreadable(file.path, 'permission denied', cause);
  return diskError(cause, 'read', file.path);
}

async function readOpened(file: ConfigFile): Promise<string> {
  // A repository may keep its pyproject.toml as a link; it can only tighten anyway.
  const noFollow = file.trust === 'project' ? 0 : (constants.O_NOFOLLOW ?? 0);
  const handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | noFollow);
  try {
    await checkFolder(file);
    return await readChecked(file, handle);
  } finally {
    await handle.close();
  }
}

/**
 * The text of a configuration file; `missing` when there is none, `hidden` when its folder may not even be entered (a HOME that is somebody else's).
 * What is checked is what is read: one open, without following a link. Throws `unsafe-home` for a link, a foreign owner or a file or folder that
 * all may write; `bad-config` for one that cannot be read or is no text.
 */
export async function readConfigFile(file: ConfigFile): Promise<{ readonly text: string } | 'missing' | 'hidden'> {
  try {
    return { text: await readOpened(file) };
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    if (code === 'EACCES' && !(await isThere(file.path))) return 'hidden';
    throw refusal(file, cause);
  }
}
