import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const MEBIBYTE = 1024 * 1024;
/** Beyond it a packed pickle stays unread: what it unpacks to is nobody's guess. */
const LARGEST_UNPACKED = 8 * MEBIBYTE;
const LOCAL_HEADER = Buffer.from([0x50, 0x4b, 3, 4]);
const ARRAY_MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const STORED = 0;
// Arrays of numbers do not count, so that a file of many does not use it up.
const MOST_ZIPPED = 64;
/** What all members of an archive may unpack to, before the rest stays unread. */
const MOST_UNPACKED = 16 * LARGEST_UNPACKED;

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

interface Member {
  /** Unpacked where it has to be; null where nobody can. */
  readonly data: Buffer | null;
  /** Bytes that were unpacked for it. */
  readonly cost: number;
}

function memberAt(zip: Buffer, at: number, dataStart: number): Member {
  const packed = zip.subarray(dataStart);
  if (zip.readUInt16LE(at + 8) === STORED) return { data: packed, cost: 0 };
  const data = unpacked(packed, inflateRawSync);
  return { data, cost: data?.length ?? LARGEST_UNPACKED };
}

// torch.save makes a zip whose members are stored, with `archive/data.pkl` among them; numpy.savez one of arrays. torch goes by the names of the central
// directory, so what begins like a pickle is one whatever it is called in front of its data.
function zippedPickles(zip: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  let left = MOST_UNPACKED;
  for (let at = zip.indexOf(LOCAL_HEADER); at >= 0 && at + 30 < zip.length && found.length < MOST_ZIPPED && left > 0; at = zip.indexOf(LOCAL_HEADER, at + 4)) {
    const nameEnd = at + 30 + zip.readUInt16LE(at + 26);
    const name = zip.toString('latin1', at + 30, nameEnd);
    const { data, cost } = memberAt(zip, at, nameEnd + zip.readUInt16LE(at + 28));
    left -= cost;
    const pickle = data === null ? null : (behindArrayHeader(data) ?? (name.endsWith('.pkl') || looksLikePickle(data) ? data : null));
    if (pickle !== null && pickle.length > 0) found.push(pickle);
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
