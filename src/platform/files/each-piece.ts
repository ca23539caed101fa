import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { ToolError } from '../../core/errors.js';

const PIECE_BYTES = 256 * 1024;

/**
 * Hands over a file piece by piece, always in the same memory: fresh memory for each piece of a large file makes V8 collect garbage all the time.
 * Throws ToolError `disk` for what is no ordinary file: a pipe would be waited for, and a device may never end.
 */
export async function eachPiece(path: string, take: (piece: Buffer) => Promise<void> | void): Promise<void> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const memory = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    if (!(await file.stat()).isFile()) throw new ToolError('disk', `cannot read ${JSON.stringify(path)}: it is not an ordinary file`);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, PIECE_BYTES, null);
      if (bytesRead === 0) return;
      await take(memory.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
