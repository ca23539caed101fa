import { createHash } from 'node:crypto';
import { readArchive } from '../../archive/read-archive.js';
import type { Sha256 } from '../../core/artifact.js';
import { asSha256 } from '../../platform/files.js';

/** A digest of a folder: SHA-256 over the sorted lines `path, NUL, digest of the content`. Two folders with the same files have the same one. */
export async function hashFolder(path: string): Promise<{ readonly sha256: Sha256; readonly bytes: number }> {
  const lines: string[] = [];
  let bytes = 0;
  for await (const member of readArchive(path, { wantContent: () => false, wantDigest: true })) {
    lines.push(`${member.path}\0${member.sha256 ?? ''}\n`);
    bytes += member.bytes;
  }
  return { sha256: asSha256(createHash('sha256').update(lines.toSorted().join('')).digest('hex')), bytes };
}
