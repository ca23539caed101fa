import { resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { RequirementOptions } from '../core/requirements/requirement-set.js';
import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { Environment } from './environment.js';
import { comparableUrl, expandHome, indexPlace, type IndexPlace, type NamedPlace, type PlaceContext } from './index-place.js';
import type { Netrc } from './netrc.js';
import type { PipConfig } from './pip-config/merge.js';

/** pip's index options as given on depsec's command line; numbers still as text. */
export interface IndexFlags {
  readonly indexUrl?: string | null;
  readonly extraIndexUrls?: readonly string[];
  readonly findLinks?: readonly string[];
  readonly trustedHosts?: readonly string[];
  readonly noIndex?: boolean;
  readonly cert?: string | null;
  readonly clientCert?: string | null;
  readonly proxy?: string | null;
  readonly timeout?: string | null;
  readonly retries?: string | null;
}

/** Index options that requirements files carried. */
export type FileIndexOptions = Pick<RequirementOptions, 'indexUrl' | 'extraIndexUrls' | 'findLinks' | 'trustedHosts' | 'noIndex'>;

export interface IndexQuestion {
  readonly environment: Environment;
  readonly pipConfig: PipConfig;
  readonly netrc: Netrc;
  readonly cwd: string;
  readonly flags: IndexFlags;
  readonly requirements?: FileIndexOptions;
  /** What the user's settings say of indexes; URLs without a slash at their end. */
  readonly settings?: { readonly publicIndexes: ReadonlySet<string>; readonly indexPins: ReadonlyMap<string, string> };
}

/** Where files may come from in this run, and how to get there. */
export interface ResolvedIndexes {
  /** In pip's order; the first is its --index-url, and those that only serve what is pinned to them come last. Empty with --no-index. */
  readonly indexes: readonly IndexPlace[];
  readonly findLinks: readonly IndexPlace[];
  readonly trustedHosts: readonly string[];
  /** Certificates to trust instead of the system's, from pip's `cert` or the environment. */
  readonly certFile: string | null;
  readonly clientCert: string | null;
  /** pip's own `proxy`; null leaves it to the proxies of the environment. */
  readonly proxy: string | null;
  /** null where nothing was configured. */
  readonly timeoutSeconds: number | null;
  readonly retries: number | null;
  readonly notices: readonly Notice[];
}

const PIP_DEFAULT: NamedPlace = { text: 'https://pypi.org/simple', origin: "pip's default" };
/** The origin of an index that nobody named but a pin. */
export const PIN_ORIGIN = 'index_pins';
const IN_FILE = 'requirements file';

const placesIn = (texts: readonly string[], origin: string): readonly NamedPlace[] => texts.map((text) => ({ text, origin }));
const configured = (pipConfig: PipConfig, option: string): readonly NamedPlace[] => placesIn(pipConfig.list(option), pipConfig.get(option)?.origin ?? '');

// optparse: the command line replaces single values and adds to lists. Then requirements files: an index there replaces all before it.
function namedIndexes({ pipConfig, flags, requirements }: IndexQuestion): readonly NamedPlace[] {
  if (flags.noIndex || requirements?.noIndex || pipConfig.flag('no-index')) return [];
  const setting = pipConfig.get('index-url');
  const main = flags.indexUrl ? { text: flags.indexUrl, origin: '--index-url' } : setting ? { text: setting.value, origin: setting.origin } : PIP_DEFAULT;
  const all = [main, ...configured(pipConfig, 'extra-index-url'), ...placesIn(flags.extraIndexUrls ?? [], '--extra-index-url')];
  return [...(requirements?.indexUrl ? placesIn([requirements.indexUrl], IN_FILE) : all), ...placesIn(requirements?.extraIndexUrls ?? [], IN_FILE)];
}

function namedFindLinks({ pipConfig, flags, requirements }: IndexQuestion): readonly NamedPlace[] {
  return [...configured(pipConfig, 'find-links'), ...placesIn(flags.findLinks ?? [], '--find-links'), ...placesIn(requirements?.findLinks ?? [], IN_FILE)];
}

interface Single {
  readonly text: string;
  readonly origin: string;
}

/** Indexes that serve the projects pinned to them, and no others. With --no-index nothing comes from any. */
function pinnedIndexes({ settings }: IndexQuestion, named: readonly IndexPlace[], context: PlaceContext): readonly IndexPlace[] {
  if (settings === undefined || named.length === 0) return [];
  const known = new Set(named.map(({ url }) => comparableUrl(url)));
  return [...new Set(settings.indexPins.values())].filter((url) => !known.has(url)).map((url) => indexPlace({ text: url, origin: PIN_ORIGIN }, context));
}

function single({ pipConfig }: IndexQuestion, option: string, flag: string | null | undefined): Single | null {
  if (flag) return { text: flag, origin: `--${option}` };
  const setting = pipConfig.get(option);
  return setting && { text: setting.value, origin: setting.origin };
}

function filePath(question: IndexQuestion, option: 'cert' | 'client-cert', flag: string | null | undefined): string | null {
  const found = single(question, option, flag);
  return found && resolve(question.cwd, expandHome(found.text, question.environment.home));
}

function numberOf(found: Single | null, option: string, pattern: RegExp): number | null {
  if (found === null) return null;
  if (!pattern.test(found.text.trim())) throw new UserError('bad-config', `${found.origin}: ${option} must be a number, not ${JSON.stringify(found.text)}`);
  return Number(found.text);
}

function netrcNotices({ netrc }: IndexQuestion, places: readonly IndexPlace[]): readonly Notice[] {
  const asksFor = places.find(({ kind, isPublic, credentials }) => kind === 'http' && !isPublic && credentials === null);
  if (netrc.problem === null || !asksFor) return [];
  return [{ level: 'warning', text: untrusted(`no password for ${asksFor.url}: ${netrc.problem}`) }];
}

/**
 * Where pip would look, by pip's own rules: configuration, then command line, then requirements files; https://pypi.org/simple when nobody names an
 * index. Credentials are taken out of URLs, or from netrc. Throws `bad-config` for a place or number that cannot be used.
 */
export function resolveIndexes(question: IndexQuestion): ResolvedIndexes {
  const { environment, pipConfig, netrc, cwd, flags, requirements, settings } = question;
  const context: PlaceContext = { cwd, home: environment.home, netrc, ...(settings === undefined ? {} : { publicIndexes: settings.publicIndexes }) };
  const named = namedIndexes(question).map((place) => indexPlace(place, context));
  const indexes = [...named, ...pinnedIndexes(question, named, context)];
  const findLinks = namedFindLinks(question).map((place) => indexPlace(place, context));
  return {
    indexes,
    findLinks,
    trustedHosts: [...pipConfig.list('trusted-host'), ...(flags.trustedHosts ?? []), ...(requirements?.trustedHosts ?? [])],
    certFile: filePath(question, 'cert', flags.cert) ?? (environment.certFile && resolve(cwd, environment.certFile)),
    clientCert: filePath(question, 'client-cert', flags.clientCert),
    proxy: single(question, 'proxy', flags.proxy)?.text ?? null,
    timeoutSeconds: numberOf(single(question, 'timeout', flags.timeout), 'timeout', /^\d+(\.\d+)?$/),
    retries: numberOf(single(question, 'retries', flags.retries), 'retries', /^\d+$/),
    notices: netrcNotices(question, [...indexes, ...findLinks]),
  };
}
