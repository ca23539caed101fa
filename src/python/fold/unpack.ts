import { Buffer } from 'node:buffer';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

// A few bytes can stand for gigabytes; a payload that is worth reading is shorter.
const LARGEST_RESULT = 1_000_000;
const options = { maxOutputLength: LARGEST_RESULT };

function attempt(read: () => Buffer): Buffer | null {
  try {
    return read();
  } catch (error) {
    // Not packed so, or too large: the text is then as unknown as that of any other codec.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** What zlib or gzip makes of bytes that are kept as Latin-1 text, up to a size. */
export function unpacked(text: string): Buffer | null {
  if (/[^\0-\xff]/.test(text)) return null;
  const bytes = Buffer.from(text, 'latin1');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return attempt(() => gunzipSync(bytes, options));
  return attempt(() => inflateSync(bytes, options)) ?? attempt(() => inflateRawSync(bytes, options));
}
