import { join } from 'node:path';
import { readArchive } from '../../../archive/read-archive.js';
import { ToolError } from '../../../core/errors.js';
import { copyTree } from '../../../pip/direct/copy-tree.js';
import type { DirectSource } from '../../../pip/direct/direct-source.js';
import { hashFile } from '../../../platform/files.js';
import { newFolder, type Line } from '../line.js';

/** A private copy of a folder that stays where it is (`-e`), to be judged: its code, without its repository, environments and caches. */
export interface Snapshot {
  readonly path: string;
  readonly leftOut: readonly string[];
}

export async function takeSnapshot({ path, shownAs }: DirectSource, line: Line): Promise<Snapshot> {
  const own = await newFolder(line, 'snapshot');
  const to = join(own, 'tree');
  const { leftOut } = await copyTree(path, { to, own, shown: shownAs, signal: line.shop.signal, withoutGit: true });
  return { path: to, leftOut };
}

/** Throws `hash-mismatch` when a file of the folder is no longer what the snapshot has of it. */
export async function checkUnchanged(snapshot: string, { path, shownAs }: DirectSource): Promise<void> {
  for await (const member of readArchive(snapshot, { wantContent: () => false, wantDigest: true })) {
    if (member.sha256 === null) continue;
    const { sha256 } = await hashFile(join(path, member.path));
    if (sha256 !== member.sha256) throw new ToolError('hash-mismatch', `${member.path} of ${shownAs} changed after it was judged`, { hint: 'nothing of it was run; try again when nobody writes to it' });
  }
}
