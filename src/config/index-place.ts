import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../core/errors.js';
import { netrcCredentials, type Credentials, type Netrc } from './netrc.js';

/** An index, or a page or folder of files. `url` never carries credentials; a folder is a `file:` URL. */
export interface IndexPlace {
  readonly url: string;
  readonly credentials: Credentials | null;
  readonly kind: 'http' | 'file';
  /** True for the public Python package index, its test instance, and what the user counts among them: names there are anybody's. */
  readonly isPublic: boolean;
  /** Who named it: a flag, a variable, a configuration file. */
  readonly origin: string;
}

/** What a place may be relative to, and where its password may stand. */
export interface PlaceContext {
  readonly cwd: string;
  readonly home: string | null;
  readonly netrc: Netrc;
  /** Further indexes whose names are anybody's. URLs without a slash at their end. */
  readonly publicIndexes?: ReadonlySet<string>;
}

/** A place as somebody wrote it. */
export interface NamedPlace {
  readonly text: string;
  readonly origin: string;
}

const PUBLIC_HOSTS: ReadonlySet<string> = new Set(['pypi.org', 'www.pypi.org', 'test.pypi.org', 'files.pythonhosted.org', 'pypi.python.org']);
/** True for an address of the public index, or of a file that it serves. */
export const isPublicUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && PUBLIC_HOSTS.has(new URL(url).hostname);

const URL_PARTS = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?(.*)$/is;

/** `~` at the start of a path, as Python's expanduser does it for the user's own home. */
export function expandHome(path: string, home: string | null): string {
  return home === null ? path : path.replace(/^~(?=$|[\\/])/, () => home);
}

/** An index URL in the one spelling that is compared: without a slash at its end. */
export function comparableUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url;
}

function unquote(text: string): string {
  // Like Python's unquote: what is no valid escape stays as it is.
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}

function filePlace(text: string, origin: string): IndexPlace {
  return { url: text, credentials: null, kind: 'file', isPublic: false, origin };
}

// pip's order: both in the URL, then netrc, then a lone user name (tokens are often given like that) with an empty password.
function credentialsFor(userinfo: string | undefined, host: string, netrc: Netrc): Credentials | null {
  const [username = '', ...rest] = (userinfo ?? '').split(':');
  if (userinfo !== undefined && rest.length > 0) return { username: unquote(username), password: unquote(rest.join(':')) };
  return netrcCredentials(netrc, host) ?? (username === '' ? null : { username: unquote(username), password: '' });
}

/** An index or find-links place from its text: an http(s) or file URL, or a path. Throws `bad-config` for anything else, never quoting a password. */
export function indexPlace({ text: written, origin }: NamedPlace, { cwd, home, netrc, publicIndexes }: PlaceContext): IndexPlace {
  const text = written.trim();
  if (/^file:/i.test(text)) return filePlace(text, origin);
  const [, scheme, userinfo, rest = ''] = URL_PARTS.exec(text) ?? [];
  if (scheme === undefined) {
    const path = expandHome(text, home);
    return filePlace(pathToFileURL(isAbsolute(path) ? path : resolve(cwd, path)).href, origin);
  }
  const url = `${scheme}${rest}`;
  if (!/^https?:\/\/$/i.test(scheme) || !URL.canParse(url)) {
    throw new UserError('bad-config', `${origin}: not an index: ${JSON.stringify(url)}`, { hint: 'an index is an http, https or file URL, or a folder' });
  }
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return { url, credentials: credentialsFor(userinfo, host, netrc), kind: 'http', isPublic: isPublicUrl(url) || publicIndexes?.has(comparableUrl(url)) === true, origin };
}
