import { createGunzip } from 'node:zlib';
import { ToolError } from '../../core/errors.js';
import { systemClock } from '../clock.js';
import { exchange, type OpenAnswer, type Sender } from './exchange.js';
import type { HttpAnswer, RequestOptions } from './http-types.js';
import { failureOf, networkError, statusError } from './network-error.js';
import { isTransientStatus, pause } from './retry.js';

async function collect(chunks: AsyncIterable<unknown>, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a body without encoding gives buffers');
    total += chunk.length;
    // Leaving the loop destroys the stream.
    if (total > maxBytes) return null;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

// Whoever throws a body away does not want to hear how it ended: nobody else listens, and an error that nobody hears ends the process.
function discard({ body }: OpenAnswer): void {
  body.once('error', () => undefined);
  body.destroy();
}

/** The body after decompression; `maxBytes` counts inflated bytes, so that a gzip bomb ends early. */
async function readBody(answer: OpenAnswer, maxBytes: number): Promise<Buffer> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
    discard(answer);
    throw networkError(answer.url, { reason: 'is compressed in a way that was not asked for' });
  }
  const hasBody = encoding !== 'identity' && answer.headers['content-length'] !== '0';
  const stream = hasBody ? answer.body.pipe(createGunzip()) : answer.body;
  // pipe() passes no errors on.
  if (stream !== answer.body) answer.body.once('error', (cause: Error) => stream.destroy(cause));
  const body = await collect(stream, maxBytes);
  if (body !== null) return body;
  discard(answer);
  throw networkError(answer.url, { reason: `is larger than ${maxBytes} bytes` });
}

async function attempt(sender: Sender, url: string, options: RequestOptions & { readonly signal: AbortSignal }): Promise<HttpAnswer> {
  const method = options.method ?? 'GET';
  const headers = { 'accept-encoding': 'gzip', ...options.headers };
  const asked = { method, url, headers, maxRedirects: method === 'POST' ? null : (options.maxRedirects ?? 10), signal: options.signal, ...(options.body === undefined ? {} : { body: options.body }) };
  const answer = await exchange(sender, asked);
  if (answer.status === 407) {
    await answer.body.dump();
    throw statusError(answer.url, 407);
  }
  const body = method === 'HEAD' ? Buffer.alloc(0) : await readBody(answer, options.maxBytes);
  await answer.body.dump();
  return { status: answer.status, headers: answer.headers, body, url: answer.url };
}

type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown; readonly isTransient: boolean };

async function outcomeOf(sender: Sender, url: string, options: RequestOptions & { readonly signal: AbortSignal }): Promise<Outcome> {
  try {
    return { answer: await attempt(sender, url, options) };
  } catch (cause) {
    if (cause instanceof ToolError) return { error: cause, isTransient: false };
    if (systemZlib(cause)) return { error: networkError(url, { reason: 'its compressed answer is damaged' }, cause), isTransient: true };
    const failure = failureOf(cause);
    return failure ? { error: networkError(url, failure, cause), isTransient: failure.isTransient } : { error: cause, isTransient: false };
  }
}

const systemZlib = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');

/** A whole answer in memory, with redirects, retries and one deadline for all of it. */
export async function request(sender: Sender, url: string, options: RequestOptions): Promise<HttpAnswer> {
  const clock = sender.options.clock ?? systemClock;
  const endsAt = clock.monotonicMs() + options.timeoutMs;
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  // What a POST does may be done twice only where whoever asks says so.
  const tries = 1 + (options.retries ?? (options.method === 'POST' ? 0 : 2));
  for (let failures = 1; ; failures += 1) {
    const outcome = await outcomeOf(sender, url, { ...options, signal });
    options.signal?.throwIfAborted();
    const again = 'answer' in outcome ? isTransientStatus(outcome.answer.status) : outcome.isTransient;
    if (again && failures < tries && !deadline.aborted) {
      const retryAfter = 'answer' in outcome ? outcome.answer.headers['retry-after'] : undefined;
      if (await pause(clock, failures, { retryAfter, signal, deadline, leftMs: endsAt - clock.monotonicMs() })) continue;
    }
    if ('answer' in outcome) return outcome.answer;
    throw outcome.error;
  }
}
