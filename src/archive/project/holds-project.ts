import type { MemberName } from '../member.js';
import { readArchive } from '../read-archive.js';
import { ArchiveRefusal, type RefusalCode } from '../refusal.js';

// What pip looks for in a wheel, in an egg, and in the one folder of a source package.
const MARK = /^(?:[^/]+\.(?:dist|egg)-info\/(?:METADATA|WHEEL|PKG-INFO)|EGG-INFO\/PKG-INFO|(?:[^/]+\/)?(?:setup\.py|pyproject\.toml|PKG-INFO))$/i;

// Of these nobody unpacks anything; all other refusals mean that unpackers might not agree.
const DEAD: ReadonlySet<RefusalCode> = new Set(['not-an-archive', 'unreadable', 'truncated', 'malformed', 'encrypted', 'unsupported-compression', 'several-volumes']);

const isMark = ({ path }: MemberName): boolean => MARK.test(path);

// A tar tells its members only while it is read from its start; rather than to read a long one twice, it is judged at once.
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * True for an archive that is a wheel, an egg or a source package by what is in it, whatever it is called, and for one whose members cannot be told
 * for certain, or not soon. Ends at the first file that shows it.
 */
export async function holdsProject(path: string): Promise<boolean> {
  try {
    let bytes = 0;
    for await (const member of readArchive(path, { wantContent: isMark, isSecondLook: true })) {
      bytes += member.bytes;
      if (isMark(member) || bytes > MOST_BYTES) return true;
    }
    return false;
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    return !DEAD.has(error.code);
  }
}
