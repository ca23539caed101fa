import { crc32 } from 'node:zlib';
import { ArchiveRefusal } from '../../refusal.js';

const MOST_BYTES = 9;

/** A variable-length integer (.xz format, 1.2), byte by byte. Refuses the longer of two spellings, and what is beyond any file. */
export function readXzNumber(byte: () => number): number {
  let value = 0;
  for (let place = 0; place < MOST_BYTES; place += 1) {
    const next = byte();
    if (next === 0 && place > 0) throw new ArchiveRefusal('malformed', 'a number in an xz file that is longer than it need be');
    value += (next & 0x7f) * 2 ** (7 * place);
    if (!Number.isSafeInteger(value)) break;
    if (next < 0x80) return value;
  }
  throw new ArchiveRefusal('impossible-number', 'an impossible number in an xz file');
}

/** Refuses (`checksum`) a header whose CRC-32 is another. */
export function checkXzCrc(bytes: Buffer, expected: number): void {
  if (crc32(bytes) !== expected) throw new ArchiveRefusal('checksum', 'the CRC-32 of an xz header is another');
}
