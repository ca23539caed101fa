/** What pip needs to know of the gateway: everything it fetches comes from there. */
export interface PipSources {
  /** `http://user:secret@127.0.0.1:PORT`. */
  readonly proxyUrl: string;
  /** The first is pip's --index-url. All of them http, without credentials. */
  readonly indexes: readonly string[];
  readonly findLinks: readonly string[];
  /** Their hosts: pip takes nothing over plain http from others. */
  readonly hosts: readonly string[];
}

const given = (entries: Readonly<Record<string, string | null | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).flatMap(([key, value]) => (value ? [[key, value]] : [])));

/**
 * The environment variables that send pip to the gateway. By environment, because argv and its passwords are open to every local user, and
 * because pip hands its environment, but not all of its options, to the pip that fetches build requirements.
 */
export function indexVariables({ proxyUrl, indexes: [first, ...others], findLinks, hosts }: PipSources): Readonly<Record<string, string>> {
  return given({
    PIP_INDEX_URL: first,
    PIP_NO_INDEX: first === undefined ? '1' : null,
    PIP_EXTRA_INDEX_URL: others.join(' '),
    PIP_FIND_LINKS: findLinks.join(' '),
    PIP_TRUSTED_HOST: hosts.join(' '),
    PIP_PROXY: proxyUrl,
    // The gateway knows how long to wait and when to try again; pip waits until it is told.
    PIP_DEFAULT_TIMEOUT: '86400',
    PIP_RETRIES: '0',
  });
}
