import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { limits } from '../limits.js';
import { ArchiveRefusal, asRefusal } from '../refusal.js';

/** Inflates a whole member in one call. `bytes` is the size it must have; a chunk of that size makes it one allocation. */
export function inflateWhole(packed: Buffer, bytes: number): Buffer {
  const result = inflated(packed, bytes);
  if (result.engine.bytesWritten !== packed.length) throw trailing();
  return result.buffer;
}

/** Inflates a large member chunk by chunk. Never yields more than `bytes` bytes plus one chunk. */
export async function* inflateChunks(packed: Iterable<Buffer>, packedBytes: number): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: limits.chunkBytes });
  const feeding = pipeline(Readable.from(packed), inflate).then(
    () => null,
    (cause: unknown) => cause,
  );
  try {
    for await (const chunk of inflate) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (cause) {
    throw asRefusal(cause, 'malformed', 'cannot be inflated');
  } finally {
    inflate.destroy();
    await feeding;
  }
  if (inflate.bytesWritten !== packedBytes) throw trailing();
}

function inflated(packed: Buffer, bytes: number): Inflated {
  const options = { info: true, chunkSize: Math.max(64, bytes + 1), maxOutputLength: Math.max(1, bytes) };
  try {
    const result: unknown = inflateRawSync(packed, options);
    if (isInflated(result)) return result;
  } catch (cause) {
    const tooLong = cause instanceof RangeError;
    throw asRefusal(cause, tooLong ? 'size-mismatch' : 'malformed', 'cannot be inflated');
  }
  throw new TypeError('zlib did not tell how much it read');
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

// With `info: true` Node hands back buffer and engine, which its types do not say.
function isInflated(value: unknown): value is Inflated {
  if (typeof value !== 'object' || value === null || !('buffer' in value) || !('engine' in value)) return false;
  const { buffer, engine } = value;
  return Buffer.isBuffer(buffer) && typeof engine === 'object' && engine !== null && 'bytesWritten' in engine;
}

function trailing(): ArchiveRefusal {
  return new ArchiveRefusal('hidden-data', 'bytes behind the end of a compressed member');
}
