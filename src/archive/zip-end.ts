import type { FileBytes } from './file-bytes.js';
import { limits } from './limits.js';
import { ArchiveRefusal } from './refusal.js';

/** What the end of a zip file says about its central directory. Offsets in bytes from the start of the file. */
export interface ZipEnd {
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_BYTES = 56;
const END64_SIGNATURE = 0x06064b50;
const LONGEST_COMMENT = 0xffff;

/**
 * Reads the end of central directory record, and its ZIP64 twin where there is one (APPNOTE 4.3.14 to 4.3.16). The
 * directory must lie directly before these records and they must end the file: a second end record, or data behind the
 * last one, gives other unpackers another list of members.
 */
export function readZipEnd(file: FileBytes): ZipEnd {
  const tailBytes = Math.min(file.size, END_BYTES + LONGEST_COMMENT);
  const tail = file.readAt(file.size - tailBytes, tailBytes);
  const at = lastEndRecord(tail);
  if (at === -1) throw new ArchiveRefusal('truncated', 'a zip without end of central directory record');
  const record = tail.subarray(at);
  const position = file.size - record.length;
  if (record.readUInt16LE(20) !== record.length - END_BYTES) {
    throw new ArchiveRefusal('hidden-data', 'bytes behind the end of central directory record, or its comment is cut short');
  }
  const end = endFrom(file, record, position);
  checkPlace(end, position);
  return end.values;
}

/** Position of the last end of central directory signature that has room for its record, or -1. */
export function lastEndRecord(tail: Buffer): number {
  const signature = Buffer.from([0x50, 0x4b, 5, 6]);
  return tail.length < END_BYTES ? -1 : tail.lastIndexOf(signature, tail.length - END_BYTES);
}

interface PlacedEnd {
  readonly values: ZipEnd;
  /** Where the first of the end records starts: the directory must end there. */
  readonly start: number;
}

function endFrom(file: FileBytes, record: Buffer, position: number): PlacedEnd {
  const classic = {
    entries: record.readUInt16LE(10),
    directoryBytes: record.readUInt32LE(12),
    directoryOffset: record.readUInt32LE(16),
  };
  if (record.readUInt16LE(4) !== record.readUInt16LE(6)) throw new ArchiveRefusal('malformed', 'a zip in several volumes');
  const locator = locatorBefore(file, position);
  if (locator !== null) return end64From(file, { classic, locator, locatorAt: position - LOCATOR_BYTES });
  if (record.readUInt16LE(4) !== 0) throw new ArchiveRefusal('malformed', 'a zip in several volumes');
  if (record.readUInt16LE(8) !== classic.entries) throw new ArchiveRefusal('wrong-count', 'two numbers of members in the end record');
  return { values: classic, start: position };
}

function locatorBefore(file: FileBytes, position: number): Buffer | null {
  if (position < LOCATOR_BYTES) return null;
  const locator = file.readAt(position - LOCATOR_BYTES, LOCATOR_BYTES);
  return locator.readUInt32LE(0) === LOCATOR_SIGNATURE ? locator : null;
}

function end64From(file: FileBytes, from: { classic: ZipEnd; locator: Buffer; locatorAt: number }): PlacedEnd {
  const start = from.locatorAt - END64_BYTES;
  if (start < 0 || Number(from.locator.readBigUInt64LE(8)) !== start) {
    throw new ArchiveRefusal('header-mismatch', 'the ZIP64 end record is not where its locator says');
  }
  const record = file.readAt(start, END64_BYTES);
  const expectedBytes = BigInt(END64_BYTES - 12);
  if (record.readUInt32LE(0) !== END64_SIGNATURE || record.readBigUInt64LE(4) !== expectedBytes) {
    throw new ArchiveRefusal('malformed', 'a ZIP64 end record of another shape');
  }
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0) throw new ArchiveRefusal('malformed', 'a zip in several volumes');
  const values = {
    entries: Number(record.readBigUInt64LE(32)),
    directoryBytes: Number(record.readBigUInt64LE(40)),
    directoryOffset: Number(record.readBigUInt64LE(48)),
  };
  if (Number(record.readBigUInt64LE(24)) !== values.entries) throw new ArchiveRefusal('wrong-count', 'two numbers of members in the ZIP64 end record');
  checkAgreement(from.classic, values);
  return { values, start };
}

// A field of the classic record is either the real value or all ones, which means "see ZIP64". Anything else is a
// second opinion that a reader without ZIP64 would follow.
function checkAgreement(classic: ZipEnd, zip64: ZipEnd): void {
  const agrees =
    (classic.entries === zip64.entries || classic.entries === 0xffff) &&
    (classic.directoryBytes === zip64.directoryBytes || classic.directoryBytes === 0xffffffff) &&
    (classic.directoryOffset === zip64.directoryOffset || classic.directoryOffset === 0xffffffff);
  if (!agrees) throw new ArchiveRefusal('header-mismatch', 'the two end records of the zip disagree');
}

function checkPlace({ values, start }: PlacedEnd, position: number): void {
  if (values.directoryOffset + values.directoryBytes !== start) {
    const where = values.directoryOffset + values.directoryBytes < start ? 'before its end record or its first member' : 'beyond its end record';
    throw new ArchiveRefusal('hidden-data', `the zip's directory does not end at byte ${Math.min(start, position)}: data ${where}`);
  }
  if (values.entries > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} members`);
  if (values.directoryBytes > limits.zipDirectoryBytes) throw new ArchiveRefusal('too-many-members', 'the central directory is too large');
}

