import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError, UserError } from '../core/errors.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { copyFresh, hashFile } from '../platform/files.js';
import { keyOf, type Entry, type Kept } from './entry.js';
import { keepIn, takeAway, tidy } from './keep-entry.js';
import { entryAt, FILE, isGone } from './read-entry.js';

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
