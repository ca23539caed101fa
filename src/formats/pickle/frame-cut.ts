import type { Opcode } from './opcodes.js';

/** Where a frame's length is written, and where it ends. */
export interface Frame {
  readonly lengthAt: number;
  readonly end: number;
}

const FRAME = 0x95;
const LENGTH_BYTES = 8;

/** The frame that an opcode begins, else the one before. */
export function frameAt(bytes: Buffer, at: number, before: Frame | null): Frame | null {
  if (bytes[at] !== FRAME || at + 1 + LENGTH_BYTES > bytes.length) return before;
  return { lengthAt: at + 1, end: at + 1 + LENGTH_BYTES + Number(bytes.readBigUInt64LE(at + 1)) };
}

/** Where the piece begins, of those that an opcode's argument is read in, which `place` lies in. */
function pieceStart({ argument, size }: Opcode, { bytes, at, place }: { readonly bytes: Buffer; readonly at: number; readonly place: number }): number {
  if (argument === 'counted') return place > at + size ? at + size : at;
  const secondLine = argument === 'lines' && size === 2 ? bytes.indexOf(10, at) + 1 : 0;
  return secondLine > 0 && place > secondLine ? secondLine : at;
}

/**
 * What CPython reads of a pickle in which a frame ends within an argument, which no pickler writes; null where none does. Where the file cannot be peeked into
 * (BytesIO), what the frame held of the argument is lost, and it is read from behind the frame.
 */
export function cutAtFrame(bytes: Buffer, frame: Frame | null, { opcode, at, end }: { readonly opcode: Opcode; readonly at: number; readonly end: number }): Buffer | null {
  if (frame === null || frame.end <= at || frame.end >= end) return null;
  const start = pieceStart(opcode, { bytes, at, place: frame.end });
  if (start >= frame.end) return null;
  const cut = Buffer.concat([bytes.subarray(0, start), bytes.subarray(frame.end)]);
  cut.writeBigUInt64LE(BigInt(start - frame.lengthAt - LENGTH_BYTES), frame.lengthAt);
  return cut;
}
