import { ToolError } from '../../core/errors.js';
import { systemCode } from '../files/disk-error.js';

/** An URL as it may be shown: no credentials, and no query, which may hold a token. */
export function shownUrl(url: string | URL): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER|GET_CRL)|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE)/;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is shorter or longer than announced',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ENETUNREACH: 'the network cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'nobody answers',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  DEPSEC_TOO_SLOW: 'the answer stopped coming, or comes too slowly',
  EPROTO: 'no encrypted connection can be made',
};

/** What a failure means for the retry that may follow it. */
export interface Failure {
  readonly reason: string;
  readonly hint?: string;
  readonly isTransient: boolean;
}

/** A proxy that wants other credentials than it got; the credentials themselves are never shown. */
const proxyRefusal = (status: number): Failure =>
  status === 407
    ? { reason: 'the proxy asks for a user name and password (407)', hint: 'put them into the proxy setting: http://user:password@host:port', isTransient: false }
    : { reason: `the proxy refuses the connection (${status})`, hint: 'check the proxy setting and NO_PROXY', isTransient: status >= 500 };

/** Tells what an error of undici, node's TLS or the system means; null for one that is not the network's. */
export function failureOf(cause: unknown): Failure | null {
  if (!(cause instanceof Error)) return null;
  const tunnel = /^Proxy response \((\d+)\)/.exec(cause.message);
  if (tunnel) return proxyRefusal(Number(tunnel[1]));
  const code = systemCode(cause);
  if (CERTIFICATE.test(code) || code === 'UND_ERR_PRX_TLS') {
    const hint = 'a company proxy may need its own authority: --cert FILE (or PIP_CERT, REQUESTS_CA_BUNDLE)';
    return { reason: `its certificate cannot be verified (${code})`, hint, isTransient: false };
  }
  const reason = REASONS[code];
  if (reason !== undefined) return { reason, isTransient: !['ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'EPROTO'].includes(code) };
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return { reason: `no encrypted connection can be made (${code})`, isTransient: false };
  // undici does not always find the code that belongs to such an error.
  if (code.startsWith('HPE_') || cause.name === 'HTTPParserError') return { reason: 'the answer is not HTTP', isTransient: true };
  if (cause.name === 'TimeoutError') return { reason: 'no complete answer in time', isTransient: false };
  return code.startsWith('UND_ERR') || /^E[A-Z]+$/.test(code) ? { reason: code, isTransient: true } : null;
}

/** ToolError `network` for what went wrong with `url`. */
export function networkError(url: string, failure: Pick<Failure, 'reason' | 'hint'>, cause?: unknown): ToolError {
  return new ToolError('network', `${shownUrl(url)}: ${failure.reason}`, { cause, ...(failure.hint ? { hint: failure.hint } : {}) });
}

/** What an answer's status means when the thing asked for had to be there. */
export function statusError(url: string, status: number): ToolError {
  if (status === 407) return networkError(url, proxyRefusal(407));
  if (status === 401) return networkError(url, { reason: 'asks for a user name and password (401)', hint: 'set them in netrc, keyring or the index URL' });
  if (status === 403) return networkError(url, { reason: 'refuses access (403)', hint: 'check the user and its rights' });
  if (status === 404 || status === 410) return networkError(url, { reason: `not found (${status})` });
  return networkError(url, { reason: `answers with status ${status}` });
}
