import type { FileBytes } from './file-bytes.js';
import { limits } from './limits.js';
import { ArchiveRefusal } from './refusal.js';

/** A file read from one place onwards, byte by byte, for decoders that must know where they stopped. */
export interface ByteSource {
  /** The next byte; refuses (`truncated`) at the end of the file. */
  readonly byte: () => number;
  /** The next `length` bytes; refuses (`truncated`) where the file has fewer. */
  readonly take: (length: number) => Buffer;
  /** Of the next byte. */
  readonly position: () => number;
}

/** Holds one chunk of the file in memory, whatever the size of the file. */
export function createByteSource(file: FileBytes, start: number): ByteSource {
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;
  let next = start;
  const refill = (): void => {
    if (next >= file.size) throw new ArchiveRefusal('truncated', 'the compressed data end early');
    chunk = file.readAt(next, Math.min(limits.chunkBytes, file.size - next));
    next += chunk.length;
    at = 0;
  };
  const byte = (): number => {
    if (at === chunk.length) refill();
    const value = chunk[at] ?? 0;
    at += 1;
    return value;
  };
  const take = (length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(length);
    for (let filled = 0; filled < length; ) {
      if (at === chunk.length) refill();
      const copied = chunk.copy(bytes, filled, at, at + length - filled);
      at += copied;
      filled += copied;
    }
    return bytes;
  };
  return { byte, take, position: () => next - chunk.length + at };
}
