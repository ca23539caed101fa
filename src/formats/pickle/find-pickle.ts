import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const MEBIBYTE = 1024 * 1024;
/** Beyond it a packed pickle stays unread: what it unpacks to is nobody's guess. */
const LARGEST_UNPACKED = 8 * MEBIBYTE;
const LOCAL_HEADER = Buffer.from([0x50, 0x4b, 3, 4]);
const ARRAY_MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const STORED = 0;
// torch.save makes one; more are read only so far, since each is looked at to the end of the file.
const MOST_ZIPPED = 16;

/** True for data that starts as pickles of protocol 2 and later do. */
export function looksLikePickle(head: Buffer): boolean {
  const [first, protocol] = head;
  return first === 0x80 && protocol !== undefined && protocol >= 2 && protocol <= 5;
}

type Unpack = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

function unpacked(bytes: Buffer, unpack: Unpack): Buffer | null {
  try {
    return unpack(bytes, { maxOutputLength: LARGEST_UNPACKED });
  } catch (error) {
    // Not packed in this way, broken or too large: no Python that loads it by this name gets further.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

// torch.save makes a zip whose members are stored, with `archive/data.pkl` first; numpy.savez one of arrays.
function zippedPickles(zip: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = zip.indexOf(LOCAL_HEADER); at >= 0 && at + 30 < zip.length && found.length < MOST_ZIPPED; at = zip.indexOf(LOCAL_HEADER, at + 4)) {
    const nameEnd = at + 30 + zip.readUInt16LE(at + 26);
    const name = zip.toString('latin1', at + 30, nameEnd);
    if (!/\.(?:pkl|npy)$/.test(name)) continue;
    const data = zip.subarray(nameEnd + zip.readUInt16LE(at + 28));
    const member = zip.readUInt16LE(at + 8) === STORED ? data : unpacked(data, inflateRawSync);
    const pickle = member !== null && name.endsWith('.npy') ? behindArrayHeader(member) : member;
    if (pickle !== null) found.push(pickle);
  }
  return found;
}

// An array of objects is a pickle behind a header (NumPy, lib/format.py); arrays of numbers are not.
function behindArrayHeader(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, 6).equals(ARRAY_MAGIC) || bytes.length < 12) return null;
  const isShort = bytes[6] === 1;
  const start = isShort ? 10 + bytes.readUInt16LE(8) : 12 + bytes.readUInt32LE(8);
  return bytes.toString('latin1', 10, Math.min(start, 1024)).includes('O') ? bytes.subarray(start) : Buffer.alloc(0);
}

// gzip and zlib, as joblib and others pack.
function unpackerOf([first, second]: Buffer): Unpack | null {
  if (first === 0x1f && second === 0x8b) return gunzipSync;
  return first === 0x78 ? inflateSync : null;
}

/** The pickles in a file of this kind: itself, the members of a torch archive, the objects of an array, or what joblib or gzip packed. */
export function picklesIn(bytes: Buffer): readonly Buffer[] {
  if (bytes.subarray(0, LOCAL_HEADER.length).equals(LOCAL_HEADER)) return zippedPickles(bytes);
  const array = behindArrayHeader(bytes);
  if (array !== null) return [array];
  const unpack = unpackerOf(bytes);
  if (unpack === null) return [bytes];
  const inner = unpacked(bytes, unpack);
  return inner === null ? [] : [inner];
}
