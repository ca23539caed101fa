import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { limits } from './limits.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';

/** An open regular file that is read by position. */
export interface FileBytes {
  readonly size: number;
  /** Exactly `length` bytes from `position`; refuses (`truncated`) where the file ends earlier. */
  readonly readAt: (position: number, length: number) => Buffer;
  readonly close: () => void;
}

/** Opens an archive. Refuses (`unreadable`) what is no regular file or cannot be opened. */
export function openFileBytes(path: string): FileBytes {
  const descriptor = opened(path);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new ArchiveRefusal('unreadable', 'not a regular file');
    return { size: stat.size, readAt: readingAhead(descriptor, stat.size), close: () => closed(descriptor) };
  } catch (cause) {
    closeSync(descriptor);
    throw cause;
  }
}

/** The file from `start` to its end, in pieces. */
export function* packedChunks(file: FileBytes, start: number): Generator<Buffer> {
  for (let at = start; at < file.size; at += limits.chunkBytes) yield file.readAt(at, Math.min(limits.chunkBytes, file.size - at));
}

function opened(path: string): number {
  try {
    // To open a pipe would wait for somebody who writes into it, and nothing could end that.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw asRefusal(cause, 'unreadable', 'cannot be opened');
  }
}

// A small member takes four short reads in a row, and wheels have thousands: they are answered from one longer read. What
// is handed out stays as it is, since the next read gets memory of its own.
function readingAhead(descriptor: number, size: number): FileBytes['readAt'] {
  let start = 0;
  let ahead: Buffer = Buffer.alloc(0);
  return (position, length) => {
    if (length > limits.readAheadBytes / 4) return readExactly(descriptor, position, length);
    if (position < start || position + length > start + ahead.length) {
      ahead = readExactly(descriptor, position, Math.max(length, Math.min(limits.readAheadBytes, size - position)));
      start = position;
    }
    return ahead.subarray(position - start, position - start + length);
  };
}

function readSome(descriptor: number, into: Buffer, position: number): number {
  try {
    return readSync(descriptor, into, 0, into.length, position);
  } catch (cause) {
    throw asRefusal(cause, 'unreadable', 'cannot be read');
  }
}

function closed(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch (cause) {
    throw asRefusal(cause, 'unreadable', 'cannot be closed');
  }
}

// Synchronous on purpose: a read that the page cache answers takes 2 µs this way and 20 µs through the thread pool,
// and wheels have hundreds of members. Whoever reads gives way to other work between members.
function readExactly(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSome(descriptor, buffer.subarray(filled), position + filled);
    if (read === 0) throw new ArchiveRefusal('truncated', `the file ends at byte ${position + filled}`);
    filled += read;
  }
  return buffer;
}
