import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Dispatcher } from 'undici';
import { onDisk } from '../files/disk-error.js';
import { untilAborted } from '../http/exchange.js';
import { failureOf } from '../http/network-error.js';
import { whyNotTo, type WebhookPlace } from './place.js';

export interface Post {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Poster {
  /** Sends once. Returns in words why it has not arrived, or null; the words never hold the URL. Rejects only when `signal` is aborted. */
  readonly post: (post: Post) => Promise<string | null>;
}

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface PosterOptions {
  /** PEM file with the authorities to trust instead of the built-in ones. */
  readonly caFile: string | null;
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly resolve?: Resolve;
}

// An answer is thrown away, and a receiver that pours out more than this is cut off.
const MOST_BYTES = 16_384;

const resolveHere: Resolve = (host) => lookup(host, { all: true, verbatim: true });

type Address = { readonly address: string; readonly family: number };
type Callback = (error: Error | null, addresses: Address[]) => void;

/** Looks the host up and refuses it when any of its addresses is out of bounds: who answers differently each time gets no second question. */
async function checkedAddresses(place: WebhookPlace, resolve: Resolve): Promise<readonly Address[] | string> {
  const host = place.url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host);
  const addresses = literal === 0 ? await resolve(host) : [{ address: host, family: literal }];
  if (addresses.length === 0) return 'no such host';
  return addresses.map(({ address }) => whyNotTo(address, place)).find((why) => why !== null) ?? addresses;
}

async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
    // Leaving the loop ends the connection.
    if (bytes > MOST_BYTES) return;
  }
}

function meaning(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? `the receiver redirects (${status}), which is not followed` : `the receiver answers with status ${status}`;
}

/** Sends over connections that go to the checked addresses and nowhere else; the name is still what the certificate is compared with. */
async function sendTo(addresses: readonly Address[], place: WebhookPlace, { post, options }: { readonly post: Post; readonly options: PosterOptions }): Promise<string | null> {
  const { Agent } = (await import('undici')).default;
  const { caFile, timeoutMs } = options;
  const ca = caFile === null ? {} : { ca: await onDisk('read the certificates in', caFile, () => readFile(caFile)) };
  const pinned = (_host: string, _options: unknown, done: Callback): void => done(null, [...addresses]);
  const agent = new Agent({ connections: 1, connect: { ...ca, timeout: timeoutMs, lookup: pinned, autoSelectFamily: true } });
  try {
    const { origin, pathname, search } = place.url;
    const pending = agent.request({ origin, path: pathname + search, method: 'POST', headers: { 'user-agent': options.userAgent, ...post.headers }, body: post.body, signal: post.signal });
    const answer = await untilAborted(pending, post.signal);
    await discard(answer.body);
    return meaning(answer.statusCode);
  } finally {
    await agent.destroy();
  }
}

/** What sends reports to one receiver: straight there, past proxies, which would look the name up for themselves. */
export function createPoster(place: WebhookPlace, options: PosterOptions): Poster {
  const post = async (given: Post): Promise<string | null> => {
    const signal = AbortSignal.any([given.signal, AbortSignal.timeout(options.timeoutMs)]);
    try {
      const addresses = await untilAborted(checkedAddresses(place, options.resolve ?? resolveHere), signal);
      return typeof addresses === 'string' ? addresses : await sendTo(addresses, place, { post: { ...given, signal }, options });
    } catch (cause) {
      given.signal.throwIfAborted();
      const failure = failureOf(cause);
      if (failure === null) throw cause;
      return failure.reason;
    }
  };
  return { post };
}
