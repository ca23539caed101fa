import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { packedChunks, type FileBytes } from '../file-bytes.js';
import { limits } from '../limits.js';
import { ArchiveRefusal, asRefusal } from '../refusal.js';

/** A decoder of `node:zlib`, which counts the bytes that it has used. */
export interface Decoder extends Duplex {
  readonly bytesWritten: number;
}

/**
 * What a decoder makes of a file from `start` on, chunk by chunk. Refuses bombs and what cannot be decoded. The decoder stops
 * at the end of its data: whoever calls looks at what is behind it.
 */
export async function* decodedChunks(file: FileBytes, start: number, decoder: Decoder): AsyncGenerator<Buffer> {
  const feeding = pipeline(Readable.from(packedChunks(file, start)), decoder).then(
    () => null,
    (cause: unknown) => cause,
  );
  let bytes = 0;
  try {
    for await (const chunk of decoder) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      checkRatio(bytes, decoder.bytesWritten);
      yield chunk;
    }
  } catch (cause) {
    throw asRefusal(cause, 'malformed', 'cannot be decompressed');
  } finally {
    decoder.destroy();
    await feeding;
  }
}

/** Refuses (`ratio`) a bomb. Looked at only above 64 MB, since short runs of zeros are ordinary. */
export function checkRatio(bytes: number, packedBytes: number): void {
  if (bytes <= limits.ratioFromBytes || bytes <= limits.ratio * packedBytes) return;
  throw new ArchiveRefusal('ratio', `${packedBytes} compressed bytes become more than ${bytes}`);
}
