import type { Settings } from '../../config/settings/setting-table.js';
import type { Environment } from '../../config/environment.js';
import type { Clock } from '../../platform/clock.js';
import { createHttp, type Http } from '../../platform/http.js';
import { createOnlineAdvisories } from '../../sources/advisories/online.js';
import { createEvaluator } from '../../sources/advisories/by-name.js';
import { openOfflineAdvisories } from '../../sources/offline-advisories.js';
import { openOsv } from '../../sources/osv.js';
import type { Store } from '../../store/open-store.js';
import { depsecVersion } from '../build-facts.js';
import { createAdvisoryLookUp } from './advisories.js';

export interface OpenAdvisories {
  readonly settings: Pick<Settings, 'lookups' | 'osvUrl'>;
  readonly offline: boolean;
  readonly environment: Pick<Environment, 'proxies' | 'certFile'>;
  readonly store: Pick<Store, 'advisories' | 'editions'>;
  readonly snapshotFile: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

// Node's timers for connections are coarse: this is two seconds at most.
const CONNECT_MS = 1_500;

/** The way to services: what the environment says of proxies and certificates. */
export function serviceHttp({ environment: { proxies, certFile }, clock }: Pick<OpenAdvisories, 'environment' | 'clock'>): Http {
  return createHttp({ proxy: proxies, noProxy: proxies.none, ...(certFile ? { caFile: certFile } : {}), insecureHosts: [], connectTimeoutMs: CONNECT_MS, userAgent: `depsec/${depsecVersion}`, clock });
}

export type OpenedAdvisories = ReturnType<typeof createAdvisoryLookUp> & { readonly close: () => Promise<void> };

/** Puts the sources of advisories together for one run. Nothing is read or asked before the first question. */
export function openAdvisories(wanted: OpenAdvisories): OpenedAdvisories {
  const { settings, clock, signal, store } = wanted;
  const isAsked = settings.lookups && !wanted.offline;
  const http = serviceHttp(wanted);
  const offline = openOfflineAdvisories({ snapshotFile: wanted.snapshotFile, ...(store.editions === null ? {} : { edition: store.editions }) });
  const osv = isAsked ? openOsv({ http, url: settings.osvUrl, clock, signal }) : null;
  const online = createOnlineAdvisories({ osv, cache: store.advisories, offline, clock });
  return { ...createAdvisoryLookUp({ online, isAsked, offline, evaluate: createEvaluator(), clock }), close: http.close };
}
