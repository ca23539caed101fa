import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { UserError } from '../../core/errors.js';
import { diskError, systemCode } from './disk-error.js';

const bad = (path: string, why: string, cause?: unknown): UserError =>
  new UserError('bad-input', `cannot read ${JSON.stringify(path)}: ${why}`, { cause, ...(cause instanceof UserError && cause.hint ? { hint: cause.hint } : {}) });

async function readCapped(file: FileHandle, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  // Not by size: files of /proc say 0, and a file may grow while it is read.
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 65_536 })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream without encoding gives buffers');
    total += chunk.length;
    if (total > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function asUtf8(path: string, bytes: Buffer): string {
  const start = bytes.subarray(0, 2).toString('latin1');
  if (start === '\xff\xfe' || start === '\xfe\xff') throw bad(path, 'it is UTF-16; save it as UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) throw bad(path, 'it is not UTF-8 text', cause);
    throw cause;
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK the open of a pipe waits until somebody writes to it.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    const reasons: Record<string, string> = {
      ENOENT: 'no such file', ENOTDIR: 'no such file', EACCES: 'permission denied', EPERM: 'permission denied', ELOOP: 'its symbolic links run in a circle',
      EISDIR: 'it is a folder', ENXIO: 'it is not a file', ERR_INVALID_ARG_VALUE: 'its name holds a NUL', ENAMETOOLONG: 'its name is too long',
    };
    const why = reasons[systemCode(cause)];
    throw why ? bad(path, why, cause) : diskError(cause, 'read', path);
  }
}

function decodeWith(path: string, bytes: Buffer, decode: (bytes: Uint8Array) => string): string {
  try {
    return decode(bytes);
  } catch (cause) {
    throw cause instanceof UserError ? bad(path, cause.message, cause) : cause;
  }
}

/**
 * The text of a file that the user named: as `decode` reads it, else as UTF-8 without its byte order mark. Throws UserError `bad-input` when it is
 * missing, no ordinary file (device, pipe, folder), larger than `maxBytes` or not such text; ToolError `disk` when the disk fails.
 */
export async function readTextCapped(path: string, maxBytes: number, decode?: (bytes: Uint8Array) => string): Promise<string> {
  const file = await openForReading(path);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new UserError('bad-input', `cannot read ${JSON.stringify(path)}: it is a folder`, { hint: 'name a file in it' });
    if (!stats.isFile()) throw new UserError('bad-input', `cannot read ${JSON.stringify(path)}: it is not an ordinary file`, { hint: 'write what comes out of it to a file, and name that' });
    const bytes = await readCapped(file, maxBytes);
    if (bytes === null) throw bad(path, `it is larger than ${maxBytes} bytes`);
    return decode ? decodeWith(path, bytes, decode) : asUtf8(path, bytes);
  } catch (cause) {
    throw diskError(cause, 'read', path);
  } finally {
    await file.close();
  }
}
