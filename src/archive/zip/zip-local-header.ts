import { parseExtraFields } from 'yauzl';
import { ArchiveRefusal, asRefusal } from '../refusal.js';
import type { ZipEntry } from './zip-directory.js';
import { checkUnicodePath } from './zip-member-name.js';

export const localHeaderBytes = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_FLAG = 0x0008;
const ZIP64_FIELD = 0x0001;
const IN_ZIP64 = 0xffffffff;
// Bits that change how a member is read: encryption, sizes behind the data, patches, UTF-8 names. The rest are hints.
const MEANINGFUL_FLAGS = 0x0001 | DESCRIPTOR_FLAG | 0x0020 | 0x0040 | 0x0800 | 0x2000;

/** Length in bytes of name and extra field together, from the fixed part of a local header. */
export function localTailBytes(fixed: Buffer, entry: ZipEntry): number {
  if (fixed.readUInt32LE(0) !== LOCAL_SIGNATURE) throw mismatch(entry, 'no local header where the directory says');
  return fixed.readUInt16LE(26) + fixed.readUInt16LE(28);
}

/** Refuses a local header that tells another story than the central directory (unpackers differ in which they believe). */
export function checkLocalHeader(header: Buffer, entry: ZipEntry): void {
  const nameEnd = localHeaderBytes + header.readUInt16LE(26);
  if (!header.subarray(localHeaderBytes, nameEnd).equals(entry.rawName)) throw mismatch(entry, 'another name in its local header');
  if (((header.readUInt16LE(6) ^ entry.flags) & MEANINGFUL_FLAGS) !== 0) throw mismatch(entry, 'other flags in its local header');
  if (header.readUInt16LE(8) !== entry.method) throw mismatch(entry, 'another compression method in its local header');
  const fields = extraFields(header.subarray(nameEnd), entry);
  checkUnicodePath(fields, entry.name);
  checkLocalSizes(header, entry, fields.find((field) => field.id === ZIP64_FIELD)?.data);
}

/** Refuses bytes between a member's data and the next header that are not exactly its data descriptor (APPNOTE 4.3.9). */
export function checkDescriptor(rest: Buffer, entry: ZipEntry): void {
  if ((entry.flags & DESCRIPTOR_FLAG) === 0) {
    if (rest.length > 0) throw new ArchiveRefusal('hidden-data', `${rest.length} bytes that belong to no member behind ${entry.path}`);
    return;
  }
  const signed = rest.length === 16 || rest.length === 24;
  const wide = rest.length === 20 || rest.length === 24;
  if (!signed && !wide && rest.length !== 12) throw new ArchiveRefusal('hidden-data', `no data descriptor behind ${entry.path}`);
  if (signed && rest.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE) throw mismatch(entry, 'no data descriptor behind its data');
  const body = signed ? rest.subarray(4) : rest;
  const sizes = wide ? [Number(body.readBigUInt64LE(4)), Number(body.readBigUInt64LE(12))] : [body.readUInt32LE(4), body.readUInt32LE(8)];
  if (body.readUInt32LE(0) !== entry.crc32 || sizes[0] !== entry.packedBytes || sizes[1] !== entry.bytes) {
    throw mismatch(entry, 'another size or checksum in its data descriptor');
  }
}

function checkLocalSizes(header: Buffer, entry: ZipEntry, zip64: Buffer | undefined): void {
  const said = { crc32: header.readUInt32LE(14), packedBytes: header.readUInt32LE(18), bytes: header.readUInt32LE(22) };
  const isZip64 = said.packedBytes === IN_ZIP64 || said.bytes === IN_ZIP64;
  // APPNOTE 4.5.3: in a local header the ZIP64 field holds both sizes, the inflated one first.
  if (isZip64 && (zip64 === undefined || zip64.length < 16)) throw mismatch(entry, 'a local header without its ZIP64 sizes');
  if (isZip64 && zip64 !== undefined) {
    if (said.bytes === IN_ZIP64) said.bytes = Number(zip64.readBigUInt64LE(0));
    if (said.packedBytes === IN_ZIP64) said.packedBytes = Number(zip64.readBigUInt64LE(8));
  }
  const deferred = (entry.flags & DESCRIPTOR_FLAG) !== 0;
  const fits = (local: number, central: number): boolean => local === central || (deferred && local === 0);
  if (fits(said.crc32, entry.crc32) && fits(said.packedBytes, entry.packedBytes) && fits(said.bytes, entry.bytes)) return;
  throw mismatch(entry, 'another size or checksum in its local header');
}

function extraFields(raw: Buffer, entry: ZipEntry): ReturnType<typeof parseExtraFields> {
  try {
    return parseExtraFields(raw);
  } catch (cause) {
    throw asRefusal(cause, 'malformed', entry.path);
  }
}

function mismatch(entry: ZipEntry, what: string): ArchiveRefusal {
  return new ArchiveRefusal('header-mismatch', `${entry.path}: ${what}`);
}
