import { crc32, deflateRawSync } from 'node:zlib';

/** One member to write, honest unless a field says otherwise. */
export interface ZipPart {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  /** Name in the local header, where it shall be another. */
  readonly localName?: string;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** Inflated size that both headers tell. */
  readonly bytes?: number;
  /** Inflated size that only the local header tells. */
  readonly localBytes?: number;
  readonly attributes?: number;
  /** Put behind the packed data and counted as part of it. */
  readonly packedTail?: string;
  /** Put behind the member, counted nowhere. */
  readonly gap?: string;
  readonly extra?: Buffer;
  /** Writes a data descriptor, and zeros into the local header. */
  readonly descriptor?: boolean;
}

export interface ZipShape {
  readonly prefix?: string;
  readonly suffix?: string;
  /** Added to the number of members that the end record tells. */
  readonly miscount?: number;
}

/** A zip as its parts say, lies included (APPNOTE 6.3.3). */
export function zipOf(parts: readonly ZipPart[], shape: ZipShape = {}): Buffer {
  const files: Buffer[] = [Buffer.from(shape.prefix ?? '')];
  const directory: Buffer[] = [];
  const offset = (): number => files.reduce((sum, piece) => sum + piece.length, 0);
  for (const part of parts) {
    const packed = pack(part);
    directory.push(centralEntry(part, packed, offset()));
    files.push(localHeader(part, packed), packed.body, descriptor(part, packed), Buffer.from(part.gap ?? ''));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length + (shape.miscount ?? 0), 8);
  end.writeUInt16LE(parts.length + (shape.miscount ?? 0), 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset(), 16);
  return Buffer.concat([...files, central, end, Buffer.from(shape.suffix ?? '')]);
}

interface Packed {
  readonly body: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly bytes: number;
}

function pack(part: ZipPart): Packed {
  const data = Buffer.from(part.data ?? '');
  const method = part.method ?? 8;
  const body = method === 8 ? deflateRawSync(data) : data;
  return {
    body: Buffer.concat([body, Buffer.from(part.packedTail ?? '')]),
    method,
    flags: part.flags ?? (part.descriptor === true ? 0x808 : 0x800),
    crc: part.crc ?? crc32(data),
    bytes: part.bytes ?? data.length,
  };
}

function shared(packed: Packed, nameLength: number, extraLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(packed.flags, 2);
  fields.writeUInt16LE(packed.method, 4);
  fields.writeUInt32LE(packed.crc, 10);
  fields.writeUInt32LE(packed.body.length, 14);
  fields.writeUInt32LE(packed.bytes, 18);
  fields.writeUInt16LE(nameLength, 22);
  fields.writeUInt16LE(extraLength, 24);
  return fields;
}

function localHeader(part: ZipPart, packed: Packed): Buffer {
  const name = Buffer.from(part.localName ?? part.name);
  const fields = shared({ ...packed, bytes: part.localBytes ?? packed.bytes }, name.length, 0);
  if (part.descriptor === true) fields.fill(0, 10, 22);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name]);
}

function descriptor(part: ZipPart, packed: Packed): Buffer {
  if (part.descriptor !== true) return Buffer.alloc(0);
  const fields = Buffer.alloc(16);
  fields.writeUInt32LE(0x08074b50, 0);
  fields.writeUInt32LE(packed.crc, 4);
  fields.writeUInt32LE(packed.body.length, 8);
  fields.writeUInt32LE(packed.bytes, 12);
  return fields;
}

function centralEntry(part: ZipPart, packed: Packed, offset: number): Buffer {
  const name = Buffer.from(part.name);
  const extra = part.extra ?? Buffer.alloc(0);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((part.attributes ?? 0o100644 * 0x10000) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared(packed, name.length, extra.length), tail, name, extra]);
}
