import { wrongValue, type Place, type Shape } from './shapes.js';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The address as it is compared: without a slash, a query or a fragment at its end. */
export const plainUrl = (url: string): string => url.replace(/[?#].*$/, '').replace(/\/+$/, '');

function httpUrl(raw: unknown): URL | null {
  const url = typeof raw === 'string' && URL.canParse(raw) ? new URL(raw) : null;
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url : null;
}

function readServiceUrl(raw: unknown, place: Place): string {
  const url = httpUrl(raw);
  // Whoever sits in between could answer that nothing is known.
  if (url === null || (url.protocol === 'http:' && !LOOPBACK.has(url.hostname))) throw wrongValue(place, 'an https URL', raw);
  return plainUrl(url.href);
}

/** The address of a service, encrypted unless it is on this machine. */
export const serviceUrl: Shape<string> = { read: readServiceUrl, fromText: (text) => text };

function readUrls(raw: unknown, place: Place): ReadonlySet<string> {
  if (!Array.isArray(raw)) throw wrongValue(place, 'a list of URLs', raw);
  return new Set(raw.map((one: unknown) => {
    const url = httpUrl(one);
    if (url === null) throw wrongValue(place, 'a list of http or https URLs without a password', one);
    return plainUrl(url.href);
  }));
}

/** Addresses of indexes; separated by blanks or commas in a variable. */
export const urls: Shape<ReadonlySet<string>> = { read: readUrls, fromText: (text) => text.split(/[\s,]+/).filter(Boolean) };
