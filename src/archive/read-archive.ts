import { setImmediate } from 'node:timers/promises';
import { archiveType } from './archive-kind.js';
import type { MemberContent, ReadOptions } from './member.js';
import { readDirectory } from './read-directory.js';
import { readTar } from './read-tar.js';
import { readZip } from './read-zip.js';
import { ArchiveRefusal } from './refusal.js';

const MEMBERS_PER_TURN = 64;
const BYTES_PER_TURN = 2_000_000;

/**
 * Every file of a zip, tar or folder, one at a time and never unpacked to disk. Large members go through in chunks, so a
 * 550 MB wheel needs a few MB. Throws `ArchiveRefusal` where the archive has no single reading or is beyond the limits;
 * members that came before stay valid, the list of members does not.
 */
export async function* readArchive(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  let [members, bytes] = [0, 0];
  for await (const member of reader(path, options)) {
    yield member;
    members += 1;
    bytes += member.bytes;
    // Reading is mostly synchronous; timers and sockets of this process get their turn here.
    if (members < MEMBERS_PER_TURN && bytes < BYTES_PER_TURN) continue;
    await setImmediate();
    [members, bytes] = [0, 0];
  }
}

function reader(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  const type = archiveType(path);
  if (type === null) throw new ArchiveRefusal('not-an-archive', 'neither a zip nor a tar nor a folder');
  if (type.kind === 'zip') return readZip(path, options);
  if (type.kind === 'directory') return readDirectory(path, options);
  return readTar(path, type.compression, options);
}
