import type { ByteSource } from '../../byte-source.js';

/** Bits of a file, the highest of each byte first. */
export interface BitReader {
  /** The next bits as a number, 24 at most; they stay where they are. */
  readonly peek: (count: number) => number;
  readonly skip: (count: number) => void;
  readonly take: (count: number) => number;
  /** Where the next whole byte of the file is. */
  readonly bytePosition: () => number;
}

export function createBitReader(source: ByteSource): BitReader {
  let held = 0;
  let count = 0;
  const peek = (wanted: number): number => {
    for (; count < wanted; count += 8) held = (held << 8) | source.byte();
    return (held >>> (count - wanted)) & ((1 << wanted) - 1);
  };
  const skip = (bits: number): void => {
    count -= bits;
    held &= (1 << count) - 1;
  };
  const take = (wanted: number): number => {
    const value = peek(wanted);
    skip(wanted);
    return value;
  };
  return { peek, skip, take, bytePosition: () => source.position() - (count >>> 3) };
}
