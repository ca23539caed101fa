import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IndexPlace } from '../../../config/index-place.js';
import { resolveIndexes, type IndexFlags, type ResolvedIndexes } from '../../../config/indexes.js';
import { netrcCredentials, readNetrc, type Netrc } from '../../../config/netrc.js';
import type { PipConfig } from '../../../config/pip-config/merge.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import type { SilentPlace } from '../../../pip/explain-missing.js';
import type { PipOptionValues } from '../../../pip/options.js';
import { reachableIndexes } from '../../../pip/reachable-indexes.js';
import { createHttp, type Http } from '../../../platform/http.js';
import { depsecVersion } from '../../build-facts.js';
import type { Workshop } from '../../workshop.js';

/** Where this run's files come from. */
export interface Sources {
  readonly indexes: readonly IndexPlace[];
  readonly findLinks: readonly IndexPlace[];
  readonly http: Http;
  /** How long an index may take to answer once, and how often it is asked again; null where nothing was configured. */
  readonly timeoutSeconds: number | null;
  readonly retries: number | null;
  /** Whether indexes are asked for more than their pages tell. */
  readonly asksDetails: boolean;
  /** Places that the run goes on without. */
  readonly silent: readonly SilentPlace[];
  readonly notices: readonly Notice[];
}

export interface SourceQuestion {
  readonly shop: Workshop;
  readonly pip: PipOptionValues;
  readonly pipConfig: PipConfig;
  readonly set: Pick<RequirementSet, 'options' | 'requirements'>;
  /** Nothing is asked for: nobody misses what does not answer. */
  readonly isEmpty: boolean;
  readonly skipIndexes: readonly string[];
  readonly offline: boolean;
}

const CONNECT_MS = 2_000;

function indexFlags(pip: PipOptionValues): IndexFlags {
  const one = (name: string): string | null => pip.get(name)?.at(-1) ?? null;
  const many = (name: string): readonly string[] => pip.get(name) ?? [];
  return {
    indexUrl: one('index-url'), extraIndexUrls: many('extra-index-url'), findLinks: many('find-links'), trustedHosts: many('trusted-host'), noIndex: pip.has('no-index'),
    cert: one('cert'), clientCert: one('client-cert'), proxy: one('proxy'), timeout: one('timeout'), retries: one('retries'),
  };
}

/** pip's `--no-proxy-env`: only a proxy that pip itself is given counts. */
function proxiesOf({ shop, pip, pipConfig }: SourceQuestion): Workshop['environment']['proxies'] {
  const ignored = pip.has('no-proxy-env') || pipConfig.flag('no-proxy-env') === true;
  return ignored ? { http: null, https: null, none: null } : shop.environment.proxies;
}

function httpFor(question: SourceQuestion, found: ResolvedIndexes, netrc: Netrc): Http {
  const proxies = proxiesOf(question);
  const places = [...found.indexes, ...found.findLinks].filter(({ kind }) => kind === 'http');
  return createHttp({
    proxy: found.proxy ?? proxies,
    noProxy: proxies.none,
    ...(found.certFile ? { caFile: found.certFile } : {}),
    ...(found.clientCert ? { clientCert: found.clientCert } : {}),
    insecureHosts: found.trustedHosts,
    connectTimeoutMs: CONNECT_MS,
    userAgent: `depsec/${depsecVersion}`,
    authorise(url) {
      const { host, hostname } = new URL(url);
      const known = places.find((place) => new URL(place.url).host === host)?.credentials ?? netrcCredentials(netrc, hostname);
      return known && { user: known.username, password: known.password };
    },
    clock: question.shop.clock,
  });
}

type Answer = 'alive' | { readonly dead: string };

function prober(http: Http, places: readonly IndexPlace[], offline: boolean): (url: string) => Promise<Answer> {
  const folders = new Set(places.filter(({ kind }) => kind === 'file').map(({ url }) => url));
  return async (url) => {
    if (folders.has(url)) return existsSync(fileURLToPath(url)) ? 'alive' : { dead: 'no such folder' };
    return offline ? { dead: '--offline' } : await http.probe(url, CONNECT_MS);
  };
}

const deadNotice = ({ url, why }: SilentPlace): Notice => ({ level: 'warning', text: untrusted(`${url} does not answer (${why}); going on without it`) });

/** Reads pip's settings of indexes, asks each once whether it answers, and leaves out those that do not. Throws `index-unreachable`. */
export async function chooseSources(question: SourceQuestion): Promise<Sources> {
  const { shop, pip, pipConfig, set, skipIndexes, offline } = question;
  const netrc = await readNetrc(shop.environment);
  const found = resolveIndexes({ environment: shop.environment, pipConfig, netrc, cwd: shop.cwd, flags: indexFlags(pip), requirements: set.options, settings: shop.configuration.settings });
  const http = httpFor(question, found, netrc);
  const probe = prober(http, [...found.indexes, ...found.findLinks], offline);
  const links = await Promise.all(found.findLinks.map(async (place) => ({ place, answer: await probe(place.url) })));
  const findLinks = links.filter(({ answer }) => answer === 'alive').map(({ place }) => place);
  const { alive, dead } = await reachableIndexes(found.indexes, probe, { canDoWithout: findLinks.length > 0 || set.requirements.every(({ target }) => target !== 'index'), skip: skipIndexes });
  const silent = [...dead.map(({ index, why }) => ({ url: index.url, why })), ...links.flatMap(({ place, answer }) => (answer === 'alive' ? [] : [{ url: place.url, why: answer.dead }]))];
  return {
    indexes: alive,
    findLinks,
    http,
    timeoutSeconds: found.timeoutSeconds,
    retries: found.retries,
    asksDetails: !offline && shop.configuration.settings.lookups,
    silent,
    notices: [...found.notices, ...(question.isEmpty ? [] : silent.map(deadNotice))],
  };
}
