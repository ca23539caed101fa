import type { FileBytes } from '../file-bytes.js';
import { ArchiveRefusal } from '../refusal.js';

/** Bytes that are there already, read by position like those of a file. */
export function bytesInMemory(bytes: Buffer): FileBytes {
  return {
    size: bytes.length,
    readAt: (position, length) => {
      if (position + length > bytes.length) throw new ArchiveRefusal('truncated', `the file ends at byte ${bytes.length}`);
      return bytes.subarray(position, position + length);
    },
    close: () => undefined,
  };
}
