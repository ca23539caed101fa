import type { IncomingMessage } from 'node:http';
import type { ProxySecret } from './proxy-secret.js';

/** What a known sender asks for, under the name that pip knows; null for what is no such address. */
export interface Asked {
  readonly url: string | null;
  /** Asked for at the gateway's own address, so that what a page names has to be written like that as well. */
  readonly isOwn: boolean;
}

/** How requests come in: as to a proxy, with a credential, or to an address of the gateway's own that holds a secret. */
export interface WayIn {
  /** Null for a stranger. */
  readonly read: (request: Pick<IncomingMessage, 'url' | 'headers'>) => Asked | null;
  readonly ownAddress: (pipUrl: string) => string;
}

function ownPath(url: string, port: number): string {
  const self = `http://127.0.0.1:${port}/`;
  // A tool that was told of the proxy as well asks it even for its own address.
  return url.startsWith(self) ? url.slice(self.length - 1) : url;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The host is the second step of the path: `/SECRET/pypi.org/simple/flask/` stands for `http://pypi.org/simple/flask/`. */
function hidden(path: string): { readonly secret: string; readonly url: string | null } | null {
  const [, secret, host, rest] = /^\/([0-9a-f]+)\/([^/?#]+)(\/.*)?$/.exec(path) ?? [];
  if (secret === undefined || host === undefined) return null;
  const url = `http://${decoded(host) ?? ''}${rest ?? '/'}`;
  return { secret, url: URL.canParse(url) ? url : null };
}

export function createWayIn(secret: ProxySecret, port: number): WayIn {
  return {
    read({ url = '', headers }) {
      const own = hidden(ownPath(url, port));
      if (own !== null && secret.isPath(own.secret)) return { url: own.url, isOwn: true };
      if (!secret.matches(headers['proxy-authorization'])) return null;
      return { url: /^http:\/\//i.test(url) && URL.canParse(url) ? url : null, isOwn: false };
    },
    ownAddress(pipUrl) {
      const { host } = new URL(pipUrl);
      return `http://127.0.0.1:${port}/${secret.path}/${encodeURIComponent(host)}${pipUrl.slice(pipUrl.indexOf(host) + host.length)}`;
    },
  };
}
