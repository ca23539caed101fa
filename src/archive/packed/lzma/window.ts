/** The last bytes that were decoded, which matches copy from, and those among them that nobody has taken yet. */
export interface Window {
  readonly ring: Buffer;
  /** Where in the ring the next byte goes. */
  at: number;
  /** Bytes since the start, or since the dictionary was reset. */
  length: number;
  pending: number;
}

/** Keeps `dictionaryBytes`, and up to `pendingBytes` more that wait to be taken. */
export function createWindow(dictionaryBytes: number, pendingBytes: number): Window {
  return { ring: Buffer.allocUnsafe(dictionaryBytes + pendingBytes), at: 0, length: 0, pending: 0 };
}

export function put(window: Window, byte: number): void {
  window.ring[window.at] = byte;
  window.at = window.at + 1 === window.ring.length ? 0 : window.at + 1;
  window.length += 1;
  window.pending += 1;
}

/** The byte so far back; 1 is the last one. */
export function byteBack(window: Window, distance: number): number {
  return window.ring[placeBack(window, distance)] ?? 0;
}

/** Repeats `count` bytes from so far back, those that it has just written included. */
export function repeatBack(window: Window, distance: number, count: number): void {
  const { ring, at } = window;
  let from = placeBack(window, distance);
  // One byte again and again is what bombs are made of.
  if (distance === 1 && at + count < ring.length) {
    ring.fill(ring[from] ?? 0, at, at + count);
    window.at += count;
    window.length += count;
    window.pending += count;
    return;
  }
  for (let left = count; left > 0; left -= 1) {
    put(window, ring[from] ?? 0);
    from = from + 1 === ring.length ? 0 : from + 1;
  }
}

/** A copy of what was decoded since the last call. */
export function takePending(window: Window): Buffer {
  const { ring, at, pending } = window;
  const from = placeBack(window, pending);
  window.pending = 0;
  if (from + pending <= ring.length) return Buffer.from(ring.subarray(from, from + pending));
  return Buffer.concat([ring.subarray(from), ring.subarray(0, at)]);
}

function placeBack({ ring, at }: Window, distance: number): number {
  return at >= distance ? at - distance : at - distance + ring.length;
}
