import { createHash } from 'node:crypto';
import { readArchive } from '../../archive/read-archive.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import type { Sha256 } from '../../core/artifact.js';
import { UserError } from '../../core/errors.js';
import { asSha256 } from '../../platform/files.js';

async function digestOf(path: string): Promise<{ readonly sha256: Sha256; readonly bytes: number }> {
  const lines: string[] = [];
  let bytes = 0;
  for await (const member of readArchive(path, { wantContent: () => false, wantDigest: true })) {
    lines.push(`${member.path}\0${member.sha256 ?? ''}\n`);
    bytes += member.bytes;
  }
  return { sha256: asSha256(createHash('sha256').update(lines.toSorted().join('')).digest('hex')), bytes };
}

/**
 * A digest of a folder: SHA-256 over the sorted lines `path, NUL, digest of the content`. Two folders with the same files have the same one. Throws
 * UserError `unreadable-archive` for a folder that cannot be read as source code at all.
 */
export async function hashFolder(path: string): ReturnType<typeof digestOf> {
  try {
    return await digestOf(path);
  } catch (cause) {
    if (cause instanceof ArchiveRefusal) throw new UserError('unreadable-archive', `${path} cannot be judged: ${cause.message}`, { cause });
    throw cause;
  }
}
