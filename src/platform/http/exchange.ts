import type { Dispatcher } from 'undici';
import { ToolError } from '../../core/errors.js';
import type { HttpOptions } from './http-types.js';
import { networkError } from './network-error.js';
import { basic, ownCredentials, type Routes } from './routes.js';

type UndiciBody = Dispatcher.ResponseData['body'];

/** An answer whose body has yet to be read or thrown away. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: UndiciBody;
  /** Without credentials. */
  readonly url: string;
  readonly proxied: boolean;
}

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Null: a redirect is the answer. */
  readonly maxRedirects: number | null;
  readonly signal: AbortSignal;
}

/** What sends requests: the ways out, and what `createHttp` was told. */
export interface Sender {
  readonly routes: Routes;
  readonly options: HttpOptions;
}

const flat = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : (value ?? []).join(', ')]));

function parse(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new ToolError('network', `not an http or https URL: ${JSON.stringify(url.replace(/\/\/[^/]*@/, '//').slice(0, 200))}`);
  }
  return parsed;
}

/** Takes `user:password@` out of an URL. */
function takeCredentials(url: URL): readonly [URL, string | null] {
  if (url.username === '' && url.password === '') return [url, null];
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return [bare, ownCredentials(url)];
}

/** undici notices an abort only once it is connected; nobody shall wait for that. */
export function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason }));
    const release = (): void => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    answer.finally(release).then(resolve, reject);
  });
}

async function send(exchange: Exchange, url: URL, { sender, authorization }: { readonly sender: Sender; readonly authorization: string | null }): Promise<OpenAnswer> {
  const { routes, options } = sender;
  const route = await routes.routeFor(url);
  const headers = { 'user-agent': options.userAgent, ...exchange.headers, ...(authorization ? { authorization } : {}), ...route.headers };
  exchange.signal.throwIfAborted();
  const pending = route.dispatcher.request({
    origin: route.origin, path: route.path, method: exchange.method, headers, body: exchange.body ?? null, signal: exchange.signal, headersTimeout: 0, bodyTimeout: 0,
  });
  const { statusCode, headers: answered, body } = await untilAborted(pending, exchange.signal);
  return { status: statusCode, headers: flat(answered), body, url: url.href, proxied: route.proxied };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** What an answer's `location` leads to. Never from https to http: who sits in between could then change the file. */
function redirectTarget(answer: OpenAnswer): URL {
  const to = URL.canParse(answer.headers['location'] ?? '', answer.url) ? new URL(answer.headers['location'] ?? '', answer.url) : null;
  if (to === null || !['http:', 'https:'].includes(to.protocol)) throw networkError(answer.url, { reason: 'redirects to something that is not http' });
  if (new URL(answer.url).protocol === 'https:' && to.protocol === 'http:') throw networkError(answer.url, { reason: 'redirects from https to http, which is refused' });
  return to;
}

const withoutSecrets = (headers: Exchange['headers']): Record<string, string> => Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.has(name.toLowerCase())));

async function authorizationFor(url: URL, { options }: Sender): Promise<string | null> {
  const found = await options.authorise?.(url.href);
  return found ? basic(found.user, found.password) : null;
}

/** One request with its redirects. Credentials go to the origin they belong to and nowhere else. */
export async function exchange(sender: Sender, asked: Exchange): Promise<OpenAnswer> {
  let [url, own] = takeCredentials(parse(asked.url));
  let current = asked;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await send(current, url, { sender, authorization: own ?? (await authorizationFor(url, sender)) });
    if (!REDIRECTS.has(answer.status) || answer.headers['location'] === undefined || asked.maxRedirects === null) return answer;
    await answer.body.dump();
    if (redirects >= asked.maxRedirects) throw networkError(answer.url, { reason: `redirects more than ${asked.maxRedirects} times` });
    const [next, brought] = takeCredentials(redirectTarget(answer));
    own = brought ?? (next.origin === url.origin ? own : null);
    if (next.origin !== url.origin) current = { ...current, headers: withoutSecrets(current.headers) };
    url = next;
  }
}
