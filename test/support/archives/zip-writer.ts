import { crc32, deflateRawSync } from 'node:zlib';

/** One member of an archive to write. `mode` holds permission bits (0o644 when left out). */
export interface Member {
  readonly name: string;
  readonly data: Buffer;
  readonly mode?: number;
}

// 2020-02-02 00:00:00 in DOS form: the same sources always give the same bytes, and so the same hashes.
const DOS_TIME = 0;
const DOS_DATE = ((2020 - 1980) << 9) | (2 << 5) | 2;
const UTF8_NAME = 0x0800;
const REGULAR_FILE = 0o100000;
// Deflating megabytes of noise costs test time and saves nothing.
const STORED_FROM_BYTES = 1 << 20;

interface Packed {
  readonly name: Buffer;
  readonly body: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly mode: number;
}

function pack({ name, data, mode = 0o644 }: Member): Packed {
  const stored = data.length >= STORED_FROM_BYTES;
  const body = stored ? data : deflateRawSync(data);
  return { name: Buffer.from(name), body, method: stored ? 0 : 8, crc: crc32(data), size: data.length, mode };
}

/** The 26 bytes that a local header and a central directory entry have in common. */
function sharedFields({ name, body, method, crc, size }: Packed): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAME, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(DOS_TIME, 6);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(body.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function localHeader(member: Packed): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), sharedFields(member), member.name]);
}

function centralEntry(member: Packed, offset: number): Buffer {
  const head = Buffer.from('PK\x01\x02\x14\x03', 'latin1');
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((REGULAR_FILE | member.mode) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, sharedFields(member), tail, member.name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A zip archive (APPNOTE 6.3.3, no ZIP64) whose bytes depend on nothing but the members. */
export function writeZip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members.map(pack)) {
    directory.push(centralEntry(member, offset));
    const header = localHeader(member);
    parts.push(header, member.body);
    offset += header.length + member.body.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endRecord(members.length, central.length, offset)]);
}
