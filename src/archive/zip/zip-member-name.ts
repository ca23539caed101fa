import { getFileNameLowLevel, type Entry, type ExtraField } from 'yauzl';
import { ArchiveRefusal } from '../refusal.js';

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;

/** A member's name as Python's zipfile reads it: UTF-8 where the flag says so, else code page 437. */
export function zipMemberName(entry: Entry): string {
  const name = decodedName(entry.generalPurposeBitFlag, entry.fileNameRaw);
  checkUnicodePath(entry.extraFields, name);
  return name;
}

/**
 * Refuses an Info-ZIP Unicode Path field (APPNOTE 4.6.9) that gives another name: Python follows it since 3.13, others always
 * or never. The same bytes are not the same name: without the UTF-8 flag the header's are code page 437.
 */
export function checkUnicodePath(fields: readonly ExtraField[], name: string): void {
  for (const field of fields) {
    if (field.id !== UNICODE_PATH_FIELD) continue;
    if (field.data.toString('utf8', 5) !== name) throw new ArchiveRefusal('two-names', `a member has two names: ${JSON.stringify(name)} is one`);
  }
}

function decodedName(flags: number, raw: Buffer): string {
  // yauzl draws control characters as the pictures of code page 437, Python keeps them.
  if (raw.includes(0)) throw new ArchiveRefusal('nul-in-name', 'a member name holds a NUL');
  if (raw.some((byte) => byte < 0x20 || byte === 0x7f)) throw new ArchiveRefusal('control-in-name', 'a member name holds control characters');
  if ((flags & UTF8_FLAG) === 0) return getFileNameLowLevel(flags, raw, [], true);
  const name = raw.toString('utf8');
  if (!Buffer.from(name).equals(raw)) throw new ArchiveRefusal('undecodable-name', 'a member name is not the UTF-8 that it says it is');
  return name;
}
