/** The last bytes that were decoded, which matches copy from, and those among them that nobody has taken yet. */
export interface Window {
  /** Bytes since the start, or since the last `forget`. */
  readonly length: () => number;
  readonly put: (byte: number) => void;
  readonly append: (bytes: Buffer) => void;
  /** The byte so far back; 1 is the last one. */
  readonly back: (distance: number) => number;
  readonly repeat: (distance: number, length: number) => void;
  /** Makes what was decoded so far unreachable. */
  readonly forget: () => void;
  /** A copy of what was decoded since the last call. */
  readonly taken: () => Buffer;
}

/** Keeps `dictionaryBytes`, and up to `pendingBytes` more that wait to be taken. */
export function createWindow(dictionaryBytes: number, pendingBytes: number): Window {
  const ring = Buffer.allocUnsafe(dictionaryBytes + pendingBytes);
  const size = ring.length;
  let at = 0;
  let length = 0;
  let pending = 0;
  const put = (byte: number): void => {
    ring[at] = byte;
    at = at + 1 === size ? 0 : at + 1;
    length += 1;
    pending += 1;
  };
  const place = (distance: number): number => (at >= distance ? at - distance : at - distance + size);
  const repeat = (distance: number, count: number): void => {
    let from = place(distance);
    // One byte again and again is what bombs are made of.
    if (distance === 1 && at + count < size) {
      ring.fill(ring[from] ?? 0, at, at + count);
      at += count;
      length += count;
      pending += count;
      return;
    }
    for (let left = count; left > 0; left -= 1) {
      put(ring[from] ?? 0);
      from = from + 1 === size ? 0 : from + 1;
    }
  };
  const taken = (): Buffer => {
    const from = place(pending);
    const bytes = from + pending <= size ? Buffer.from(ring.subarray(from, from + pending)) : Buffer.concat([ring.subarray(from), ring.subarray(0, at)]);
    pending = 0;
    return bytes;
  };
  return {
    length: () => length,
    put,
    append: (bytes) => {
      for (const byte of bytes) put(byte);
    },
    back: (distance) => ring[place(distance)] ?? 0,
    repeat,
    forget: () => {
      length = 0;
    },
    taken,
  };
}
