import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk, systemCode } from './disk-error.js';
import { systemClock } from '../clock.js';

/** New files only, and never through a link that somebody laid there. O_NOFOLLOW does not exist on Windows. */
export const CREATE_PRIVATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** A name beside `path` that nobody can guess; a killed run leaves at most such a file. */
export function partialName(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Makes a rename last through a power cut. Windows cannot open folders and needs no such step. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What renaming needs of a system. */
export interface Renaming {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const here: Renaming = { platform: process.platform, rename, sleep: (ms) => systemClock.sleep(ms) };

/** Renames over `to`. On Windows a virus scanner or reader may hold the target for a moment: it is tried again for some two seconds. */
export async function renameOver(from: string, to: string, { platform, rename: move, sleep }: Renaming = here): Promise<void> {
  for (let waitMs = 20; ; waitMs *= 2) {
    try {
      await move(from, to);
      return;
    } catch (cause) {
      const held = platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(cause));
      if (!held || waitMs > 1_000) throw cause;
      await sleep(waitMs);
    }
  }
}

async function writeAndSync(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, CREATE_PRIVATE, mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a whole file or leaves the old one: a reader never sees half of it. `mode` 0600 unless told. Throws ToolError `disk`. */
export async function writeAtomically(path: string, data: string | Uint8Array, mode = 0o600): Promise<void> {
  const partial = partialName(path);
  await onDisk('write', path, async () => {
    try {
      await writeAndSync(partial, data, mode);
      await renameOver(partial, path);
    } catch (cause) {
      await rm(partial, { force: true });
      throw cause;
    }
    await syncFolder(dirname(path));
  });
}
