import { pathToFileURL } from 'node:url';

/** Where this run's files may come from, ready to be handed to pip. */
export interface PipSources {
  /** URLs with credentials where there are any; the first is pip's --index-url. */
  readonly indexUrls: readonly string[];
  readonly findLinks: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly certFile: string | null;
  readonly clientCert: string | null;
  readonly proxy: string | null;
  readonly timeoutSeconds: string | null;
  readonly retries: string | null;
}

// pip splits these variables at blanks, so a folder goes in as an URL, where a blank is %20.
const asUrl = (place: string): string => (/^[a-z][a-z0-9+.-]+:\/\//i.test(place) ? place : pathToFileURL(place).href);

const given = (entries: Readonly<Record<string, string | null | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).flatMap(([key, value]) => (value ? [[key, value]] : [])));

/** The environment variables that tell pip its sources. By environment, because argv and its passwords are open to every local user. */
export function indexVariables(sources: PipSources): Readonly<Record<string, string>> {
  const [first, ...others] = sources.indexUrls;
  return given({
    PIP_INDEX_URL: first,
    PIP_NO_INDEX: first === undefined ? '1' : null,
    PIP_EXTRA_INDEX_URL: others.join(' '),
    PIP_FIND_LINKS: sources.findLinks.map(asUrl).join(' '),
    PIP_TRUSTED_HOST: sources.trustedHosts.join(' '),
    PIP_CERT: sources.certFile,
    PIP_CLIENT_CERT: sources.clientCert,
    PIP_PROXY: sources.proxy,
    PIP_DEFAULT_TIMEOUT: sources.timeoutSeconds,
    PIP_RETRIES: sources.retries,
  });
}
