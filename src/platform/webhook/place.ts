import { isIP } from 'node:net';
import { UserError } from '../../core/errors.js';
import { addressSorter } from './address.js';

/** A receiver that has been looked at; its URL is a secret, since many hold a token. */
export interface WebhookPlace {
  readonly url: URL;
  readonly allowPrivate: boolean;
}

/** What of a webhook's URL may be shown: where it goes, and nothing that lets anybody in. */
export const shownPlace = ({ url }: Pick<WebhookPlace, 'url'>): string => `${url.protocol}//${url.host}`;

const refused = (why: string, hint: string): UserError => new UserError('bad-arguments', `--webhook-url: ${why}`, { hint });

export const ALLOW_PRIVATE_HINT = '--allow-private-webhook lets reports go to this machine and to internal networks';

/** Browsers and libraries read `2130706433` and `0x7f.1` as 127.0.0.1; URL does as well, so that what is checked is what is meant. */
const literalOf = ({ hostname }: URL): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
};

/** Checks a receiver before anything is sent. Throws `bad-arguments` (exit 2), never with the URL itself. */
export function webhookPlace(text: string, allowPrivate: boolean): WebhookPlace {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) throw refused('not an https URL', 'https://example.com/hook');
  if (url.protocol === 'http:' && !allowPrivate) throw refused('http is not encrypted: everybody on the way could read the reports', `use https; ${ALLOW_PRIVATE_HINT}, also by http`);
  if (url.username !== '' || url.password !== '') throw refused('it holds a user name or password', 'receivers check the signature: set DEPSEC_WEBHOOK_SECRET');
  const literal = literalOf(url);
  const kind = literal === null ? 'public' : addressSorter()(literal);
  if (kind === 'never') throw refused('this address is no receiver of reports (link-local, metadata service, reserved)', 'name another receiver');
  if (kind === 'private' && !allowPrivate) throw refused('this address is internal', ALLOW_PRIVATE_HINT);
  if (literal !== null && kind === 'public' && url.protocol === 'http:') throw refused('http is not encrypted, and this address is public', 'use https');
  return { url, allowPrivate };
}

/** Why reports must not go to an address, or null. Plain http stays inside. */
export function whyNotTo(address: string, { url, allowPrivate }: WebhookPlace): string | null {
  const kind = addressSorter()(address);
  if (kind === 'never') return 'it leads to a link-local, metadata or reserved address';
  if (kind === 'private') return allowPrivate ? null : `it leads to an internal address; ${ALLOW_PRIVATE_HINT}`;
  return url.protocol === 'http:' ? 'it leads to a public address, and http is not encrypted' : null;
}
