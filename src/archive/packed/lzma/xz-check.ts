import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ArchiveRefusal } from '../../refusal.js';
import { createCrc64 } from './crc64.js';

/** The integrity check of a block. */
export interface XzCheck {
  readonly update: (bytes: Buffer) => void;
  readonly digest: () => Buffer;
}

export interface XzCheckKind {
  readonly bytes: number;
  readonly create: () => XzCheck;
}

/** Checks by their number in the stream header (.xz format, 2.1.1.2). Refuses those that liblzma would pass over without comparing. */
export function xzCheckKind(id: number): XzCheckKind {
  if (id === 0) return { bytes: 0, create: () => ({ update: () => undefined, digest: () => Buffer.alloc(0) }) };
  if (id === 1) return { bytes: 4, create: createCrc32 };
  if (id === 4) return { bytes: 8, create: createCrc64 };
  if (id === 10) return { bytes: 32, create: createSha256 };
  throw new ArchiveRefusal('unknown-method', `an xz file with integrity check ${id}`);
}

function createCrc32(): XzCheck {
  let checksum = 0;
  return {
    update: (bytes) => {
      checksum = crc32(bytes, checksum);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(checksum);
      return bytes;
    },
  };
}

function createSha256(): XzCheck {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}
