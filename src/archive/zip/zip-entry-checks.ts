import type { Entry } from 'yauzl';
import { limits } from '../limits.js';
import { ArchiveRefusal } from '../refusal.js';

const STORED = 0;
const DEFLATED = 8;
// APPNOTE 4.4.3.2: 6.3 is the latest; Python refuses later ones.
const LATEST_VERSION = 63;
const ZIP64_FIELD = 0x0001;
// APPNOTE 4.4.4: bit 0 encrypted, 6 strong encryption, 13 masked headers; bit 5 patched data.
const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
const PATCHED_FLAG = 0x0020;
// Upper half of the external attributes: the Unix mode, whose upper four bits are the file type.
const TYPE_REGULAR = 0x8;
const TYPE_DIRECTORY = 0x4;
const TYPE_LINK = 0xa;
const TYPE_NONE = 0x0;

/** Refuses kinds of members that unpackers treat differently or that depsec cannot read. */
export function checkEntry(entry: Entry, { path, isDirectory }: { path: string; isDirectory: boolean }): void {
  const flags = entry.generalPurposeBitFlag;
  if ((flags & ENCRYPTED_FLAGS) !== 0) throw new ArchiveRefusal('encrypted', `${path}: is encrypted`);
  if ((flags & PATCHED_FLAG) !== 0) throw new ArchiveRefusal('unknown-method', `${path}: is patch data`);
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new ArchiveRefusal('unknown-method', `${path}: compression method ${entry.compressionMethod} cannot be read`);
  }
  if ((entry.versionNeededToExtract & 0xff) > LATEST_VERSION) throw new ArchiveRefusal('unknown-method', `${path}: needs a newer zip format`);
  checkZip64(path, entry.extraFields.filter((field) => field.id === ZIP64_FIELD).map(({ data }) => data.length));
  if (isDirectory && entry.uncompressedSize !== 0) throw new ArchiveRefusal('hidden-data', `${path}: a folder that holds data`);
  checkFileType(path, entry.externalFileAttributes >>> 28);
  checkRatio(path, entry);
}

// Two sizes and an offset of eight bytes, a volume of four; Python before 3.9 refuses other lengths, later ones read them.
function checkZip64(path: string, lengths: readonly number[]): void {
  if (lengths.length > 1) throw new ArchiveRefusal('zip64-mismatch', `${path}: two ZIP64 fields`);
  const [length = 0] = lengths;
  if (![0, 8, 16, 24, 28].includes(length)) throw new ArchiveRefusal('zip64-mismatch', `${path}: a ZIP64 field of ${length} bytes`);
}

// Looked at whatever the "made by" system is: some unpackers make the link without asking.
function checkFileType(path: string, type: number): void {
  if (type === TYPE_LINK) throw new ArchiveRefusal('link', `${path}: is a symbolic link`);
  if (type !== TYPE_REGULAR && type !== TYPE_DIRECTORY && type !== TYPE_NONE) {
    throw new ArchiveRefusal('special-file', `${path}: is neither file nor folder`);
  }
}

function checkRatio(path: string, entry: Entry): void {
  if (entry.uncompressedSize <= limits.ratioFromBytes || entry.uncompressedSize <= limits.ratio * entry.compressedSize) return;
  throw new ArchiveRefusal('ratio', `${path}: ${entry.compressedSize} bytes would become ${entry.uncompressedSize}`);
}
