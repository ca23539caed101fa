import type { FileBytes } from '../file-bytes.js';
import { limits } from '../limits.js';
import { ArchiveRefusal } from '../refusal.js';
import type { PlacedEnd, ZipEnd } from './zip-end-values.js';
import { locatorBytes, readZip64End, zip64LocatorBefore } from './zip64-end.js';

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const SIGNATURE = Buffer.from([0x50, 0x4b, 5, 6]);

/**
 * Reads the end of central directory record, and its ZIP64 twin where there is one (APPNOTE 4.3.14 to 4.3.16). The
 * directory must lie directly before these records and they must end the file: a second end record, or data behind the
 * last one, gives other unpackers another list of members.
 */
export function readZipEnd(file: FileBytes): ZipEnd {
  const tail = zipTail(file);
  const at = lastEndRecord(tail);
  if (at === -1) throw new ArchiveRefusal('truncated', 'a zip without end of central directory record');
  const record = tail.subarray(at);
  const commentBytes = record.readUInt16LE(20);
  const isSecond = tail.subarray(0, at).includes(SIGNATURE);
  const isInComment = tail.lastIndexOf(SIGNATURE) !== at || (isSecond && commentBytes !== record.length - END_BYTES);
  // Readers search from the end and stop at different ones.
  if (isInComment) throw new ArchiveRefusal('second-end-record', 'a second end record in the comment of the first');
  if (commentBytes < record.length - END_BYTES) throw new ArchiveRefusal('trailing-data', 'bytes behind the end of central directory record');
  if (commentBytes > record.length - END_BYTES) throw new ArchiveRefusal('truncated', 'the comment of the zip is cut short');
  const end = endFrom(file, record, file.size - record.length);
  checkPlace(file, end, isSecond);
  return end.values;
}

/** The last bytes of a file, in which readers search the end record. */
export function zipTail(file: FileBytes): Buffer {
  const bytes = Math.min(file.size, END_BYTES + LONGEST_COMMENT);
  return file.readAt(file.size - bytes, bytes);
}

/** Position of the last end of central directory signature that has room for its record, or -1. */
export function lastEndRecord(tail: Buffer): number {
  return tail.length < END_BYTES ? -1 : tail.lastIndexOf(SIGNATURE, tail.length - END_BYTES);
}

function endFrom(file: FileBytes, record: Buffer, position: number): PlacedEnd {
  const classic = {
    entries: record.readUInt16LE(10),
    directoryBytes: record.readUInt32LE(12),
    directoryOffset: record.readUInt32LE(16),
  };
  if (record.readUInt16LE(4) !== record.readUInt16LE(6)) throw new ArchiveRefusal('several-volumes', 'a zip in several volumes');
  if (record.readUInt16LE(8) !== classic.entries) throw new ArchiveRefusal('wrong-count', 'two numbers of members in the end record');
  const locator = zip64LocatorBefore(file, position);
  if (locator !== null) return readZip64End(file, { classic, locator, locatorAt: position - locatorBytes });
  if (record.readUInt16LE(4) !== 0) throw new ArchiveRefusal('several-volumes', 'a zip in several volumes');
  return { values: classic, start: position };
}

function checkPlace(file: FileBytes, { values, start }: PlacedEnd, isSecond: boolean): void {
  const directoryEnd = values.directoryOffset + values.directoryBytes;
  if (directoryEnd !== start) throw misplaced(file, { values, start }, isSecond);
  if (values.entries > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} members`);
  if (values.directoryBytes > limits.zipDirectoryBytes) throw new ArchiveRefusal('too-many-members', 'the central directory is too large');
}

// What is in front of a zip shifts all of it; what is between directory and end record shifts only the latter.
function misplaced(file: FileBytes, { values, start }: PlacedEnd, isSecond: boolean): ArchiveRefusal {
  if (values.directoryOffset + values.directoryBytes > start) return new ArchiveRefusal('overlap', 'the directory of the zip reaches into its end record');
  if (isSecond) return new ArchiveRefusal('concatenated', 'one zip behind another');
  const shifted = start - values.directoryBytes;
  const isShifted = values.directoryBytes >= 4 && file.readAt(shifted, 4).readUInt32LE(0) === 0x02014b50;
  return isShifted ? new ArchiveRefusal('prefixed-data', 'bytes before the zip') : new ArchiveRefusal('hidden-data', 'bytes between directory and end record of the zip');
}
