import { Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import { decodedChunks, type Decoder } from './decoded-chunks.js';
import type { FileBytes } from '../file-bytes.js';
import { limits } from '../limits.js';
import { ArchiveRefusal } from '../refusal.js';

/** The content of a file that holds exactly one zstd frame (RFC 8878). Null where this Node, older than 22.15, has no decoder. */
export function zstdChunks(file: FileBytes): AsyncIterable<Buffer> | null {
  const decoder = createDecoder();
  return decoder === null ? null : oneFrame(file, decoder);
}

async function* oneFrame(file: FileBytes, decoder: Decoder): AsyncGenerator<Buffer> {
  yield* decodedChunks(file, 0, decoder);
  if (decoder.bytesWritten !== file.size) throw new ArchiveRefusal('trailing-data', 'bytes behind the compressed data');
}

// Asked for by name, since the types are those of the oldest Node that depsec runs on.
function createDecoder(): Decoder | null {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create !== 'function') return null;
  const decoder: unknown = Reflect.apply(create, undefined, [{ chunkSize: limits.chunkBytes }]);
  return isDecoder(decoder) ? decoder : null;
}

function isDecoder(value: unknown): value is Decoder {
  return value instanceof Duplex && 'bytesWritten' in value && typeof value.bytesWritten === 'number';
}
