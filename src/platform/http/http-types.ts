import type { Sha256 } from '../../core/artifact.js';
import type { Clock } from '../clock.js';
import type { FileHash } from '../files.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** One proxy for all, or one for each scheme of the target; null is a direct connection. */
export type ProxyChoice = string | null | { readonly http: string | null; readonly https: string | null };

export interface HttpOptions {
  /** `http://` or `https://`, with `user:password@` where needed; without a scheme `http://` is meant, as in pip. */
  readonly proxy: ProxyChoice;
  /** The text of NO_PROXY. */
  readonly noProxy: string | null;
  /** PEM file with the authorities to trust instead of the built-in ones (pip's `--cert`). */
  readonly caFile?: string;
  /** PEM file with certificate and private key (pip's `--client-cert`). */
  readonly clientCert?: string;
  /** Hosts (`host` or `host:port`) whose certificates are not checked (pip's `--trusted-host`). */
  readonly insecureHosts: readonly string[];
  readonly connectTimeoutMs: number;
  readonly userAgent: string;
  /** Credentials for an URL that holds none itself (pip.conf, netrc, keyring); asked again for each redirect. */
  readonly authorise?: (url: string) => Credentials | null | Promise<Credentials | null>;
  readonly clock?: Clock;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For everything together: connecting, redirects, retries, the body. */
  readonly timeoutMs: number;
  /** Of the body as it is after decompression. */
  readonly maxBytes: number;
  /** 10 unless told. */
  readonly maxRedirects?: number;
  /** How often a broken connection, 429 or 5xx is tried again; 2 unless told, 0 for a POST. */
  readonly retries?: number;
  readonly signal?: AbortSignal;
}

/** Header names are lower case; `url` is where the answer came from after redirects, without credentials. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly url: string;
}

export interface DownloadOptions {
  readonly expectedSha256?: Sha256;
  readonly headers?: Readonly<Record<string, string>>;
  /** `total` is null while unknown. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly total: number | null }) => void;
  readonly signal?: AbortSignal;
  /** 8 GiB unless told. */
  readonly maxBytes?: number;
  /** An attempt that brings less than a kilobyte a second over this time is given up; 20 s unless told. */
  readonly patienceMs?: number;
}

export interface Http {
  /** Any status but 407 is an answer, not an error. Throws ToolError `network`. */
  readonly request: (url: string, options: RequestOptions) => Promise<HttpAnswer>;
  /** Fetches http, https or file into `to`, whole or not at all. Throws ToolError `network`, `hash-mismatch` or `disk`. */
  readonly download: (url: string, to: string, options?: DownloadOptions) => Promise<FileHash>;
  /** One short look whether anybody answers. Never throws for a network reason. */
  readonly probe: (url: string, timeoutMs: number) => Promise<'alive' | { readonly dead: string }>;
  readonly close: () => Promise<void>;
}
