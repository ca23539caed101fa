import { gunzipSync, inflateSync } from 'node:zlib';

const MEBIBYTE = 1024 * 1024;
/** Beyond it a packed pickle stays unread: what it unpacks to is nobody's guess. */
const LARGEST_UNPACKED = 8 * MEBIBYTE;
const LOCAL_HEADER = Buffer.from([0x50, 0x4b, 3, 4]);
const ARRAY_MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const STORED = 0;
// torch.save makes one; more are read only so far, since each is looked at to the end of the file.
const MOST_STORED = 16;

/** True for data that starts as pickles of protocol 2 and later do. */
export function looksLikePickle(head: Buffer): boolean {
  const [first, protocol] = head;
  return first === 0x80 && protocol !== undefined && protocol >= 2 && protocol <= 5;
}

// torch.save makes a zip whose members are stored, with `archive/data.pkl` first.
function storedPickles(zip: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = zip.indexOf(LOCAL_HEADER); at >= 0 && at + 30 < zip.length && found.length < MOST_STORED; at = zip.indexOf(LOCAL_HEADER, at + 4)) {
    const nameEnd = at + 30 + zip.readUInt16LE(at + 26);
    if (zip.readUInt16LE(at + 8) !== STORED || !zip.toString('latin1', at + 30, nameEnd).endsWith('.pkl')) continue;
    found.push(zip.subarray(nameEnd + zip.readUInt16LE(at + 28)));
  }
  return found;
}

function unpacked(bytes: Buffer): Buffer | null {
  const unpack = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync : inflateSync;
  try {
    return unpack(bytes, { maxOutputLength: LARGEST_UNPACKED });
  } catch (error) {
    // Neither of the two, broken or too large: no Python that loads it by this name gets further.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

// An array of objects is a pickle behind a header (NumPy, lib/format.py); arrays of numbers are not.
function behindArrayHeader(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, 6).equals(ARRAY_MAGIC) || bytes.length < 12) return null;
  const isShort = bytes[6] === 1;
  const start = isShort ? 10 + bytes.readUInt16LE(8) : 12 + bytes.readUInt32LE(8);
  return bytes.toString('latin1', 10, Math.min(start, 1024)).includes('O') ? bytes.subarray(start) : Buffer.alloc(0);
}

const isPacked = (bytes: Buffer): boolean => (bytes[0] === 0x1f && bytes[1] === 0x8b) || bytes[0] === 0x78;

/** The pickles in a file of this kind: itself, the members of a torch archive, the objects of an array, or what joblib or gzip packed. */
export function picklesIn(bytes: Buffer): readonly Buffer[] {
  if (bytes.indexOf(LOCAL_HEADER) === 0) return storedPickles(bytes);
  const array = behindArrayHeader(bytes);
  if (array !== null) return [array];
  if (!isPacked(bytes)) return [bytes];
  const inner = unpacked(bytes);
  return inner === null ? [] : [inner];
}
