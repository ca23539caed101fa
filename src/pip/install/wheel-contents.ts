import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseCoreMetadata } from '../../archive/project/core-metadata.js';
import { parseCommands } from '../../archive/wheel/entry-points.js';
import { readMembers } from '../../archive/read-members.js';
import { readZip } from '../../archive/zip/read-zip.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import { topLevelDistInfos } from '../../archive/wheel/wheel-layout.js';
import { parseRecord } from '../../archive/wheel/wheel-record.js';
import type { Cleared } from '../../core/decision.js';
import { ToolError } from '../../core/errors.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { hashFile } from '../../platform/files.js';

/** What a cleared wheel brings, as far as an installation can be compared with it. */
export interface WheelContents {
  readonly wheel: Cleared;
  /** Its one folder of metadata. */
  readonly distInfo: string;
  readonly isPure: boolean;
  readonly members: readonly string[];
  /** Rows of its own RECORD: hex digest by path, null where the row has none. */
  readonly record: ReadonlyMap<string, string | null>;
  /** Names of the commands that pip writes for its entry points. */
  readonly commands: readonly string[];
}

/** A wheel that cannot be taken apart without ambiguity: why. Only the user's own override lets such a file get this far. */
export interface Unreadable {
  readonly wheel: Cleared;
  readonly why: string;
}

/** Runs `read` on the very file whose bytes have been hashed here and are the judged ones. Throws `hash-mismatch` when they are not. */
async function onJudgedBytes<T>({ path, sha256, fileName }: Cleared, read: (path: string) => Promise<T>): Promise<T> {
  const handle = await onDisk('read', path, () => open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)));
  try {
    // By descriptor where the system has such paths: the name may lead to another file a moment later.
    const same = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : path;
    if ((await hashFile(same)).sha256 !== sha256) {
      throw new ToolError('hash-mismatch', `${fileName} changed after it was judged`, { hint: 'another program writes into the private folder of depsec: find out which before you try again' });
    }
    return await read(same);
  } finally {
    await handle.close();
  }
}

const METADATA = /^[^/]+\.dist-info\/(?:RECORD|WHEEL|entry_points\.txt)$/;

async function contentsAt(path: string, wheel: Cleared): Promise<WheelContents | Unreadable> {
  const { paths, contents } = await readMembers(path, (member) => METADATA.test(member));
  const [distInfo, ...others] = topLevelDistInfos(paths);
  if (distInfo === undefined || others.length > 0) return { wheel, why: 'it has no single folder of metadata' };
  const file = (name: string): Buffer => contents.get(`${distInfo}/${name}`) ?? Buffer.alloc(0);
  const pure = parseCoreMetadata(file('WHEEL')).fields.get('root-is-purelib')?.[0];
  return {
    wheel,
    distInfo,
    isPure: pure?.trim().toLowerCase() === 'true',
    members: paths,
    record: new Map(parseRecord(file('RECORD')).map((row) => [row.path, row.sha256])),
    commands: parseCommands(file('entry_points.txt')),
  };
}

/** Reads a cleared wheel's list of files. Throws `hash-mismatch` (exit 3) when the staged bytes are no longer the judged ones. */
export function wheelContents(wheel: Cleared): Promise<WheelContents | Unreadable> {
  return onJudgedBytes(wheel, async (path) => {
    try {
      return await contentsAt(path, wheel);
    } catch (error) {
      if (error instanceof ArchiveRefusal) return { wheel, why: error.message };
      throw error;
    }
  });
}

/** The true digests of these members: needed where RECORD has none, or another than the file that was judged all the same. */
export function memberDigests(wheel: Cleared, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  return onJudgedBytes(wheel, async (path) => {
    const digests = new Map<string, string>();
    for await (const { path: member, sha256 } of readZip(path, { wantContent: () => false, wantDigest: true })) {
      if (sha256 !== null && wanted.has(member)) digests.set(member, sha256);
    }
    return digests;
  });
}
