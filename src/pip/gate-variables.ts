/** Addresses of a gateway that hands over judged files. */
export interface GateAddresses {
  /** For pip's --proxy, with this run's credential. */
  readonly proxyUrl: string;
  /** Addresses of the gateway itself; the first index is the main one. */
  readonly indexes: readonly string[];
  readonly findLinks: readonly string[];
  /** A place with nothing in it: pip heeds no empty variable, and would take what a configuration file says. */
  readonly emptyPlace: string;
}

export interface GateSurroundings {
  /** The user's whole environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Private to the run: what is cached elsewhere may have come unjudged. */
  readonly cacheFolder: string;
}

type Variables = Readonly<Record<string, string>>;

// Beyond any wait: a file that is judged takes its time before its first byte comes, and the gateway knows when to give up.
const PATIENCE_SECONDS = '86400';

const PROXY_VARIABLE = /^(?:https?|all)_proxy$/i;

function pipVariables({ proxyUrl, indexes: [first, ...others], findLinks, emptyPlace }: GateAddresses, cacheFolder: string): Variables {
  return {
    PIP_INDEX_URL: first ?? emptyPlace,
    PIP_EXTRA_INDEX_URL: others.join(' ') || emptyPlace,
    PIP_FIND_LINKS: findLinks.join(' ') || emptyPlace,
    PIP_NO_INDEX: first === undefined ? '1' : '0',
    PIP_TRUSTED_HOST: '127.0.0.1',
    PIP_PROXY: proxyUrl,
    PIP_CACHE_DIR: `${cacheFolder}/pip`,
    PIP_DEFAULT_TIMEOUT: PATIENCE_SECONDS,
    PIP_RETRIES: '0',
  };
}

// uv has no proxy of its own, so it is told the same addresses; older ones know them by the second names.
function uvVariables({ indexes: [first, ...others], findLinks, emptyPlace }: GateAddresses, cacheFolder: string): Variables {
  return {
    UV_DEFAULT_INDEX: first ?? emptyPlace,
    UV_INDEX_URL: first ?? emptyPlace,
    ...(others.length === 0 ? {} : { UV_INDEX: others.join(' '), UV_EXTRA_INDEX_URL: others.join(' ') }),
    ...(findLinks.length === 0 ? {} : { UV_FIND_LINKS: findLinks.join(',') }),
    // Its configuration files may name indexes of their own, which uv would ask as well.
    UV_NO_CONFIG: '1',
    UV_CACHE_DIR: `${cacheFolder}/uv`,
    UV_HTTP_TIMEOUT: PATIENCE_SECONDS,
  };
}

/** What says where files come from, or how they are kept, under any spelling that pip or uv reads. */
const REPLACED = new Set([
  'pip-index-url', 'pip-pypi-url', 'pip-extra-index-url', 'pip-find-links', 'pip-no-index', 'pip-trusted-host', 'pip-proxy', 'pip-cache-dir', 'pip-no-cache-dir', 'pip-default-timeout', 'pip-timeout', 'pip-retries',
  'uv-default-index', 'uv-index-url', 'uv-index', 'uv-extra-index-url', 'uv-find-links', 'uv-no-index', 'uv-no-config', 'uv-config-file', 'uv-no-cache', 'uv-cache-dir', 'uv-http-timeout', 'uv-request-timeout', 'uv-offline',
]);

const isReplaced = (name: string): boolean => REPLACED.has(name.toLowerCase().replaceAll('_', '-'));

/** A proxy of the user's must not be asked for the gateway itself; what else goes through it stays as it is. */
function pastTheProxy(variables: Variables): Variables {
  if (!Object.keys(variables).some((name) => PROXY_VARIABLE.test(name))) return {};
  const names = Object.keys(variables).filter((name) => /^no_proxy$/i.test(name));
  const before = names.map((name) => variables[name]).find((value) => value !== undefined && value !== '');
  const value = before === undefined ? '127.0.0.1' : `${before},127.0.0.1`;
  return { NO_PROXY: value, no_proxy: value };
}

/**
 * The environment of a command whose pip and uv get their files from the gateway alone: the user's own, in which only what says where packages
 * come from is another. All other traffic of the command goes where it always goes.
 */
export function gateVariables(addresses: GateAddresses, { variables, cacheFolder }: GateSurroundings): Variables {
  const kept = Object.fromEntries(Object.entries(variables).filter(([name]) => !isReplaced(name)));
  return { ...kept, ...pastTheProxy(kept), ...pipVariables(addresses, cacheFolder), ...uvVariables(addresses, cacheFolder) };
}
