import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ToolError } from '../core/errors.js';
import type { HeldFile } from './gateway-types.js';

/** One request of pip's under way. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** A reason phrase that HTTP allows, whatever an index put into it. */
const phrase = (reason: string): string => reason.replace(/[^ -~]/g, '?').slice(0, 300);

export function refuse({ response }: Exchange, status: number, reason: string): void {
  const extra = status === 407 ? { 'proxy-authenticate': 'Basic realm="depsec"' } : {};
  response.writeHead(status, phrase(reason), { 'content-type': 'text/plain', 'content-length': 0, ...extra }).end();
}

export function sendText({ request, response }: Exchange, content: { readonly contentType: string; readonly body: string | Buffer }): void {
  response.writeHead(200, { 'content-type': content.contentType, 'content-length': Buffer.byteLength(content.body) });
  response.end(request.method === 'HEAD' ? undefined : content.body);
}

const CHUNK_BYTES = 1 << 18;

/**
 * The bytes of a file, the last of them only when all of them are the judged ones: a file that is another one by now ends short of its end, which no
 * archive can do without. Throws ToolError `hash-mismatch`.
 */
async function* checkedBytes(file: FileHandle, { path, sha256 }: HeldFile): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer | null = null;
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: CHUNK_BYTES })) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (held !== null) yield held;
    hash.update(chunk);
    held = chunk;
  }
  if (sha256 !== undefined && hash.digest('hex') !== sha256) throw new ToolError('hash-mismatch', `${basename(path)} changed after it was judged`, { hint: 'another program writes into the private folder of depsec: find out which before you try again' });
  if (held !== null) yield held;
}

/** Sends a file in pieces: a wheel of two gigabytes costs no memory. A pip that hangs up is no failure. Throws `hash-mismatch` for other bytes than the judged ones. */
export async function sendFile({ response }: Exchange, held: HeldFile): Promise<void> {
  const file = await open(held.path);
  try {
    const { size } = await file.stat();
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    await pipeline(checkedBytes(file, held), response);
  } catch (error) {
    if (error instanceof ToolError || !response.destroyed) throw error;
  } finally {
    await file.close();
  }
}
