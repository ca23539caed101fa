import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '../core/errors.js';
import { presentOr, systemCode } from '../platform/files/disk-error.js';
import { copyFresh, hashFile, makePrivateFolder, removeTree, writeAtomically } from '../platform/files.js';
import { isAlive } from '../platform/processes/process-mark.js';
import { keyOf, type Kept } from './entry.js';
import { entryAt, FILE, MOST_TRIES, RECORD } from './read-entry.js';

const UNFINISHED = /^\.(?:new|gone)-(\d+)-/;

/** Names that are taken: on Windows a folder in the way is a matter of permission. */
const IN_THE_WAY = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM', 'EACCES'];

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Takes an entry out of sight in one step, then removes it. */
export async function takeAway(root: string, key: string): Promise<boolean> {
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
export async function tidy(root: string): Promise<void> {
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

/** Puts a copy of a file below a root, with its record. Returns false where the same was there already. Throws `hash-mismatch`. */
export async function keepIn(root: string, kept: Kept, path: string): Promise<boolean> {
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
