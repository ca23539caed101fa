import type { Compression } from './archive-kind.js';
import { packedChunks, type FileBytes } from './file-bytes.js';
import { gunzipped } from './gunzip.js';
import { ArchiveRefusal } from './refusal.js';
import { zstdChunks } from './zstd.js';

/** The tar inside a file, chunk by chunk. Refuses what depsec has no decoder for, bombs, and bytes behind the compressed data. */
export function tarBytes(file: FileBytes, compression: Compression): AsyncIterable<Buffer> {
  if (compression === 'none') return plain(file);
  if (compression === 'gzip') return gunzipped(file);
  const decoded = compression === 'zstd' ? zstdChunks(file) : null;
  if (decoded !== null) return decoded;
  throw new ArchiveRefusal('unsupported-compression', `${compression} archives cannot be read by this version of depsec`);
}

async function* plain(file: FileBytes): AsyncGenerator<Buffer> {
  yield* packedChunks(file, 0);
}
