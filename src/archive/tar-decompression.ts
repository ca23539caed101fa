import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Compression } from './archive-kind.js';
import type { FileBytes } from './file-bytes.js';
import { limits } from './limits.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';

/** The tar inside a file, chunk by chunk. Refuses what Node has no decoder for, bombs, and bytes behind the compressed data. */
export function tarBytes(file: FileBytes, compression: Compression): AsyncIterable<Buffer> {
  if (compression === 'none') return plain(file);
  if (compression === 'gzip') return gunzipped(file);
  throw new ArchiveRefusal('unsupported-compression', `${compression} archives cannot be read by this version of depsec`);
}

async function* plain(file: FileBytes): AsyncGenerator<Buffer> {
  yield* packedChunks(file);
}

async function* gunzipped(file: FileBytes): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: limits.chunkBytes });
  const feeding = pipeline(Readable.from(packedChunks(file)), gunzip).then(
    () => null,
    (cause: unknown) => cause,
  );
  let bytes = 0;
  try {
    for await (const chunk of gunzip) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      checkRatio(bytes, gunzip.bytesWritten);
      yield chunk;
    }
  } catch (cause) {
    throw asRefusal(cause, 'malformed', 'cannot be decompressed');
  } finally {
    gunzip.destroy();
    await feeding;
  }
  // zlib passes over zeros and short scraps behind the last gzip member; other readers stop there or fail.
  if (gunzip.bytesWritten !== file.size) throw new ArchiveRefusal('hidden-data', 'bytes behind the compressed data');
}

function checkRatio(bytes: number, packedBytes: number): void {
  if (bytes <= limits.ratioFromBytes || bytes <= limits.ratio * packedBytes) return;
  throw new ArchiveRefusal('ratio', `${packedBytes} compressed bytes become more than ${bytes}`);
}

function* packedChunks(file: FileBytes): Generator<Buffer> {
  for (let at = 0; at < file.size; at += limits.chunkBytes) yield file.readAt(at, Math.min(limits.chunkBytes, file.size - at));
}
