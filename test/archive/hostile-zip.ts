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
  /** Version needed to extract, ten times; 20 when left out. */
  readonly version?: number;
  /** Writes a data descriptor, and zeros into the local header. */
  readonly descriptor?: boolean;
}

export interface ZipShape {
  readonly prefix?: string;
  readonly suffix?: string;
  /** Added to the number of members that the end record tells. */
  readonly miscount?: number;
  readonly comment?: string;
  /** Number of the volume that the end record tells. */
  readonly volume?: number;
  /** Added to the offset of the directory that the end record tells. */
  readonly shift?: number;
  /** Writes ZIP64 records: what is added to their count and offset, and the number of volumes. */
  readonly zip64?: { readonly miscount?: number; readonly moved?: number; readonly volumes?: number };
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
  end.writeUInt16LE(shape.volume ?? 0, 4);
  end.writeUInt32LE(offset() + (shape.shift ?? 0), 16);
  const comment = Buffer.from(shape.comment ?? '', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  const zip64 = shape.zip64 === undefined ? Buffer.alloc(0) : zip64End(shape.zip64, { entries: parts.length, bytes: central.length, offset: offset() });
  return Buffer.concat([...files, central, zip64, end, comment, Buffer.from(shape.suffix ?? '')]);
}

function zip64End(shape: NonNullable<ZipShape['zip64']>, honest: { readonly entries: number; readonly bytes: number; readonly offset: number }): Buffer {
  const records = Buffer.alloc(76);
  records.writeUInt32LE(0x06064b50, 0);
  records.writeBigUInt64LE(44n, 4);
  records.writeBigUInt64LE(BigInt(honest.entries + (shape.miscount ?? 0)), 24);
  records.writeBigUInt64LE(BigInt(honest.entries + (shape.miscount ?? 0)), 32);
  records.writeBigUInt64LE(BigInt(honest.bytes), 40);
  records.writeBigUInt64LE(BigInt(honest.offset), 48);
  records.writeUInt32LE(0x07064b50, 56);
  records.writeBigUInt64LE(BigInt(honest.offset + honest.bytes + (shape.moved ?? 0)), 64);
  records.writeUInt32LE(shape.volumes ?? 1, 72);
  return records;
}

interface Packed {
  readonly body: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly bytes: number;
  readonly version: number;
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
    version: part.version ?? 20,
  };
}

function shared(packed: Packed, nameLength: number, extraLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(packed.version, 0);
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
