import { getFileNameLowLevel, type Entry, type ExtraField } from 'yauzl';
import { ArchiveRefusal } from './refusal.js';

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;

/** A member's name as Python's zipfile reads it: UTF-8 where the flag says so, else code page 437. */
export function zipMemberName(entry: Entry): string {
  const name = decodedName(entry.generalPurposeBitFlag, entry.fileNameRaw);
  checkUnicodePath(entry.extraFields, entry.fileNameRaw);
  return name;
}

/** Refuses an Info-ZIP Unicode Path field (APPNOTE 4.6.9) that differs from the name: some unpackers follow it, others do not. */
export function checkUnicodePath(fields: readonly ExtraField[], rawName: Buffer): void {
  for (const field of fields) {
    if (field.id !== UNICODE_PATH_FIELD) continue;
    if (!field.data.subarray(5).equals(rawName)) throw new ArchiveRefusal('header-mismatch', 'a member has two names');
  }
}

function decodedName(flags: number, raw: Buffer): string {
  if ((flags & UTF8_FLAG) === 0) return getFileNameLowLevel(flags, raw, [], true);
  const name = raw.toString('utf8');
  if (!Buffer.from(name).equals(raw)) throw new ArchiveRefusal('bad-name', 'a member name is not the UTF-8 that it says it is');
  return name;
}
