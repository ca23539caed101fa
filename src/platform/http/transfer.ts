import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { asSha256, type FileHash } from '../files.js';
import type { OpenAnswer } from './exchange.js';

/** A download under way: what is on disk so far, hashed as it was written, and what proves that the rest belongs to it. */
export interface Transfer {
  readonly bytes: () => number;
  readonly total: () => number | null;
  /** Headers that ask for the rest; none for a transfer at its start. */
  readonly rangeHeaders: () => Record<string, string>;
  /** Takes up an answer: goes on where it fits, starts again otherwise. False when the answer is of no use. */
  readonly accept: (answer: OpenAnswer) => Promise<boolean>;
  readonly write: (chunk: Buffer) => Promise<void>;
  readonly hashed: () => FileHash;
}

/** RFC 9110 13.1.5: only a strong ETag or a date may prove that a part belongs to the same file. */
function validatorOf(headers: OpenAnswer['headers']): string | null {
  const etag = headers['etag'];
  return etag !== undefined && !etag.startsWith('W/') ? etag : (headers['last-modified'] ?? null);
}

/** `bytes 100-199/200` with its end left out, since undici checks the length. */
function parseContentRange(header: string | undefined): { readonly start: number; readonly total: number | null } | null {
  const match = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(header ?? '');
  return match ? { start: Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) } : null;
}

const lengthOf = (header: string | undefined): number | null => (/^\d{1,15}$/.test(header ?? '') ? Number(header) : null);

/** A transfer into an empty file that is open for writing. */
export function createTransfer(file: FileHandle): Transfer {
  let hash: Hash = createHash('sha256');
  let bytes = 0;
  let total: number | null = null;
  let validator: string | null = null;

  const restart = async (): Promise<void> => {
    await file.truncate(0);
    hash = createHash('sha256');
    bytes = 0;
    validator = null;
  };
  const accept = async ({ status, headers }: OpenAnswer): Promise<boolean> => {
    if (status === 206) {
      const range = parseContentRange(headers['content-range']);
      if (range?.start === bytes && bytes > 0 && (validatorOf(headers) ?? validator) === validator) return true;
    }
    await restart();
    if (status !== 200) return false;
    validator = validatorOf(headers);
    total = lengthOf(headers['content-length']);
    return true;
  };
  const write = async (chunk: Buffer): Promise<void> => {
    for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done, chunk.length - done, bytes + done)).bytesWritten;
    hash.update(chunk);
    bytes += chunk.length;
  };
  return {
    bytes: () => bytes,
    total: () => total,
    rangeHeaders: () => (bytes > 0 && validator !== null ? { range: `bytes=${bytes}-`, 'if-range': validator } : {}),
    accept,
    write,
    hashed: () => ({ sha256: asSha256(hash.copy().digest('hex')), bytes }),
  };
}
