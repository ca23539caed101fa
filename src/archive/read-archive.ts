import { archiveType } from './archive-kind.js';
import type { MemberContent, ReadOptions } from './member.js';
import { readDirectory } from './read-directory.js';
import { readTar } from './tar/read-tar.js';
import { readZip } from './zip/read-zip.js';
import { ArchiveRefusal } from './refusal.js';
import { takeTurns } from './take-turns.js';

/**
 * Every file of a zip, tar or folder, one at a time and never unpacked to disk. Large members go through in chunks, so a
 * 550 MB wheel needs a few MB. Throws `ArchiveRefusal` where the archive has no single reading or is beyond the limits;
 * members that came before stay valid, the list of members does not.
 */
export function readArchive(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  return takeTurns(members(path, options));
}

// What is no archive is refused to whoever asks for its members, like all else that is wrong with it.
async function* members(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  yield* reader(path, options);
}

function reader(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  const type = archiveType(path);
  if (type === null) throw new ArchiveRefusal('not-an-archive', 'neither a zip nor a tar nor a folder');
  if (type.kind === 'zip') return readZip(path, options);
  if (type.kind === 'directory') return readDirectory(path, options);
  return readTar(path, type.compression, options);
}
