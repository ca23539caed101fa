import { readFile } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import { onDisk } from '../files/disk-error.js';
import type { HttpOptions } from './http-types.js';
import { bypassesProxy } from './no-proxy.js';

/** How one request leaves: undici's dispatcher, and how the request line and extra headers look on that way. */
export interface Route {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly proxied: boolean;
}

export interface Routes {
  readonly routeFor: (url: URL) => Promise<Route>;
  readonly close: () => Promise<void>;
}

type Undici = typeof import('undici').default;

interface Tls {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

const readPem = (path: string): Promise<Buffer> => onDisk('read the certificates in', path, () => readFile(path));

async function readTls({ caFile, clientCert }: HttpOptions): Promise<Tls> {
  const ca = caFile === undefined ? {} : { ca: await readPem(caFile) };
  if (clientCert === undefined) return ca;
  const both = await readPem(clientCert);
  return { ...ca, cert: both, key: both };
}

export const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    // A password with a lone "%" that nobody encoded is taken as it stands.
    if (cause instanceof URIError) return text;
    throw cause;
  }
}

/** The Authorization value for the `user:password@` of an URL. */
export const ownCredentials = (url: URL): string => basic(percentDecoded(url.username), percentDecoded(url.password));

/** The proxy for an URL, or null for a direct connection. */
export function proxyFor(url: URL, { proxy, noProxy }: Pick<HttpOptions, 'proxy' | 'noProxy'>): URL | null {
  const choice = proxy === null || typeof proxy === 'string' ? proxy : proxy[url.protocol === 'https:' ? 'https' : 'http'];
  if (!choice || bypassesProxy(url, noProxy)) return null;
  return new URL(choice.includes('://') ? choice : `http://${choice}`);
}

const isInsecure = (url: URL, hosts: readonly string[]): boolean => hosts.some((host) => host.toLowerCase() === url.host || host.toLowerCase() === url.hostname);

// No more of it than Agent and ProxyAgent is in the bundle (build.mjs). The default export: a bundled CommonJS package has no others when it is imported dynamically.
export const loadUndici = async (): Promise<Undici> => (await import('undici')).default;

/** Makes connections lazily, one pool for each way out, kept alive between requests. */
export function createRoutes(options: HttpOptions): Routes {
  const dispatchers = new Map<string, Dispatcher>();
  let loading: Promise<readonly [Undici, Tls]> | null = null;
  const load = (): Promise<readonly [Undici, Tls]> => (loading ??= Promise.all([loadUndici(), readTls(options)]));
  const kept = (key: string, make: () => Dispatcher): Dispatcher => {
    const dispatcher = dispatchers.get(key) ?? make();
    dispatchers.set(key, dispatcher);
    return dispatcher;
  };
  const pool = { connections: 16, keepAliveTimeout: 15_000 } as const;

  const routeFor = async (url: URL): Promise<Route> => {
    const [{ Agent, ProxyAgent }, files] = await load();
    const insecure = isInsecure(url, options.insecureHosts);
    const tls = { ...files, timeout: options.connectTimeoutMs, rejectUnauthorized: !insecure };
    const direct = (): Dispatcher => kept(`direct ${insecure}`, () => new Agent({ ...pool, connect: tls }));
    const proxy = proxyFor(url, options);
    const path = url.pathname + url.search;
    if (proxy === null) return { dispatcher: direct(), origin: url.origin, path, headers: {}, proxied: false };

    const token = proxy.username === '' ? null : ownCredentials(proxy);
    const proxyTls = { ...files, timeout: options.connectTimeoutMs };
    if (url.protocol === 'http:') {
      // Plain http goes to the proxy as an absolute URL; many proxies refuse a tunnel to port 80.
      const dispatcher = kept('proxy', () => new Agent({ ...pool, connect: proxyTls }));
      return { dispatcher, origin: proxy.origin, path: url.origin + path, headers: { host: url.host, ...(token ? { 'proxy-authorization': token } : {}) }, proxied: true };
    }
    const tunnel = (): Dispatcher => new ProxyAgent({ ...pool, uri: proxy.origin, proxyTls, requestTls: tls, ...(token ? { token } : {}) });
    return { dispatcher: kept(`tunnel ${insecure} ${proxy.href}`, tunnel), origin: url.origin, path, headers: {}, proxied: true };
  };
  const close = async (): Promise<void> => {
    await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    dispatchers.clear();
  };
  return { routeFor, close };
}
