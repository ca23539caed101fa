import { constants, existsSync, type Stats } from 'node:fs';
import { access, chmod, lstat, mkdir, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { UserError } from '../core/errors.js';
import { onDisk, systemCode } from '../platform/files/disk-error.js';

/** Where depsec keeps its state. A `temporary` one is to be removed at the end of the run; `notice` tells why it is one. */
export interface Home {
  readonly path: string;
  readonly temporary: boolean;
  readonly notice: string | null;
}

export interface WantedHome {
  /** `~/.depsec` or DEPSEC_HOME, absolute; null or '' when there is no home folder. */
  readonly wanted: string | null;
  /** The user's home folder: a store inside it is only ours when the folder is. */
  readonly account?: string | null;
  /** The user depsec runs as; null on Windows, where owners are not looked at. */
  readonly uid: number | null;
  /** Where a temporary store goes; the system's own place unless told. */
  readonly temporaryFolder?: string;
}

const unsafe = (path: string, why: string, hint: string): UserError => new UserError('unsafe-home', `will not trust ${JSON.stringify(path)}: ${why}`, { hint });

/** Throws `unsafe-home` where somebody else may have put findings, configuration or files; tells in words what only makes it unusable. */
function judge(path: string, stats: Stats, uid: number | null): string | null {
  if (stats.isSymbolicLink()) throw unsafe(path, 'it is a symbolic link', 'set DEPSEC_HOME to the folder itself, or remove the link');
  if (!stats.isDirectory()) throw unsafe(path, 'it is not a folder', 'remove it, or set DEPSEC_HOME');
  if (uid === null) return null;
  if ((stats.mode & 0o002) !== 0) throw unsafe(path, 'everybody may write to it', `look at what is in it, then: chmod 700 ${JSON.stringify(path)}`);
  return stats.uid === uid ? null : 'it belongs to another user';
}

const CANNOT: Readonly<Record<string, string>> = {
  EACCES: 'it cannot be written', EPERM: 'it cannot be written', EROFS: 'it is on a read-only file system',
  ENOENT: 'the folder above it does not exist', ENOTDIR: 'the folder above it does not exist', ENOSPC: 'no space is left', EDQUOT: 'the disk quota is used up',
};

/** Makes the folder usable, or tells in words why it is not. */
async function prepare(path: string, uid: number | null): Promise<string | null> {
  try {
    // Not the folders above: a HOME that does not exist is not ours to make.
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    const why = CANNOT[systemCode(cause)];
    if (why === undefined && systemCode(cause) !== 'EEXIST') throw cause;
    // Some file systems (/proc) say so of every name that they do not know.
    if (why !== undefined) return systemCode(cause) === 'ENOENT' && existsSync(dirname(path)) ? 'no folder can be made there' : why;
  }
  const stats = await lstat(path);
  const problem = judge(path, stats, uid);
  if (problem !== null) return problem;
  try {
    if (uid !== null && (stats.mode & 0o077) !== 0) await chmod(path, 0o700);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (cause) {
    const why = CANNOT[systemCode(cause)];
    if (why === undefined) throw cause;
    return why;
  }
}

// `sudo depsec` with the user's HOME would leave root's files there, which the user can then neither read nor remove.
async function foreignHome({ wanted, account = null, uid }: WantedHome): Promise<string | null> {
  if (uid === null || account === null || !wanted?.startsWith(`${account}${sep}`)) return null;
  const owner = await stat(account).then((stats) => stats.uid, (cause: unknown) => (systemCode(cause) === '' ? Promise.reject(cause) : uid));
  return owner === uid ? null : `${account} belongs to another user`;
}

/**
 * The folder for depsec's state, private to the user (0700). Where there can be none (containers without HOME, read-only or somebody
 * else's), a private temporary one with one notice. Throws UserError `unsafe-home` for a folder that cannot be trusted.
 */
export async function openHome({ wanted, account = null, uid, temporaryFolder = tmpdir() }: WantedHome): Promise<Home> {
  const problem = wanted ? ((await foreignHome({ wanted, account, uid })) ?? (await onDisk('use the folder', wanted, () => prepare(wanted, uid)))) : 'there is no home folder';
  if (wanted && problem === null) return { path: wanted, temporary: false, notice: null };
  const path = await onDisk('make a folder in', temporaryFolder, () => mkdtemp(join(temporaryFolder, 'depsec-')));
  const what = wanted ? `cannot use ${wanted}: ${problem}` : problem;
  return { path, temporary: true, notice: `a temporary store serves this run only: ${what}` };
}
