import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

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

/** Sends a file in pieces: a wheel of two gigabytes costs no memory. A pip that hangs up is no failure. */
export async function sendFile({ response }: Exchange, path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    await pipeline(file.createReadStream({ autoClose: false, highWaterMark: 1 << 18 }), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  } finally {
    await file.close();
  }
}
