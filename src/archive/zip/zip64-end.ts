import type { FileBytes } from '../file-bytes.js';
import { ArchiveRefusal } from '../refusal.js';
import type { PlacedEnd, ZipEnd } from './zip-end-values.js';

export const locatorBytes = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_BYTES = 56;
const END64_SIGNATURE = 0x06064b50;

/** The ZIP64 locator, which ends where the end record starts, or null. */
export function zip64LocatorBefore(file: FileBytes, position: number): Buffer | null {
  if (position < locatorBytes) return null;
  const locator = file.readAt(position - locatorBytes, locatorBytes);
  return locator.readUInt32LE(0) === LOCATOR_SIGNATURE ? locator : null;
}

interface Zip64Place {
  readonly classic: ZipEnd;
  readonly locator: Buffer;
  readonly locatorAt: number;
}

/** Reads the ZIP64 end record (APPNOTE 4.3.14). Refuses one that says something else than the classic record. */
export function readZip64End(file: FileBytes, { classic, locator, locatorAt }: Zip64Place): PlacedEnd {
  const start = locatorAt - END64_BYTES;
  if (start < 0 || Number(locator.readBigUInt64LE(8)) !== start) {
    throw new ArchiveRefusal('zip64-mismatch', 'the ZIP64 end record is not where its locator says');
  }
  const record = file.readAt(start, END64_BYTES);
  if (record.readUInt32LE(0) !== END64_SIGNATURE || record.readBigUInt64LE(4) !== BigInt(END64_BYTES - 12)) {
    throw new ArchiveRefusal('zip64-mismatch', 'a ZIP64 end record of another shape');
  }
  checkVolumes(record, locator);
  const values = {
    entries: Number(record.readBigUInt64LE(32)),
    directoryBytes: Number(record.readBigUInt64LE(40)),
    directoryOffset: Number(record.readBigUInt64LE(48)),
  };
  if (Number(record.readBigUInt64LE(24)) !== values.entries) throw new ArchiveRefusal('wrong-count', 'two numbers of members in the ZIP64 end record');
  checkAgreement(classic, values);
  return { values, start };
}

// Some writers leave the total at zero.
function checkVolumes(record: Buffer, locator: Buffer): void {
  const volumes = [record.readUInt32LE(16), record.readUInt32LE(20), locator.readUInt32LE(4)];
  if (volumes.some((volume) => volume !== 0) || locator.readUInt32LE(16) > 1) throw new ArchiveRefusal('several-volumes', 'a zip in several volumes');
}

// A field of the classic record is either the real value or all ones, which means "see ZIP64". Anything else is a
// second opinion that a reader without ZIP64 would follow.
function checkAgreement(classic: ZipEnd, zip64: ZipEnd): void {
  const agrees =
    (classic.entries === zip64.entries || classic.entries === 0xffff) &&
    (classic.directoryBytes === zip64.directoryBytes || classic.directoryBytes === 0xffffffff) &&
    (classic.directoryOffset === zip64.directoryOffset || classic.directoryOffset === 0xffffffff);
  if (!agrees) throw new ArchiveRefusal('zip64-mismatch', 'the two end records of the zip disagree');
}
