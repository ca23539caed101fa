import type { Sha256 } from '../core/artifact.js';
import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import { addressKey, type AddressBook } from './address-book.js';
import type { GatewayTools } from './gateway-types.js';
import { isArchiveUrl } from './local-page.js';
import { promisedSha256, type PageLink } from './project-page.js';
import type { OfferedLink } from './write-page.js';

/** An index or find-links place under the name that pip knows. */
export interface Place {
  readonly kind: 'index' | 'find-links';
  readonly url: string;
  readonly pipUrl: string;
  /** Of a place on this machine: the origin its files are named under. */
  readonly origin?: string;
}

export interface Offer {
  readonly url: string;
  readonly promised: Sha256 | null;
  /** A source package: pip is told its metadata and never given its bytes. */
  readonly isSource: boolean;
  /** URL of the index or find-links place whose page named it first; null for what the user named. */
  readonly place: string | null;
  /** Whether that page tells of metadata beside it (PEP 658). */
  readonly hasMetadata: boolean;
  /** Whether pip was told the digest of that: then it takes nothing else, whatever is known by the time it asks. */
  readonly isMetadataPromised: boolean;
}

/** What an address of pip's stands for. */
export type Target =
  | { readonly kind: 'file' | 'metadata'; readonly offer: Offer }
  | { readonly kind: 'page'; readonly place: Place; readonly url: string; readonly project: PackageName | null }
  | { readonly kind: 'empty' | 'unknown' };

/** All that pip may ask for: pages of configured places, and files that such a page or the user named. Everything else is unknown. */
export interface Catalogue {
  readonly places: readonly Place[];
  /** Takes up the files of a page and tells under which addresses pip finds them. */
  readonly offer: (links: readonly PageLink[], place: Place | null) => readonly OfferedLink[];
  readonly find: (pipUrl: string) => Target;
}

const METADATA = '.metadata';

/** A place of depsec's own, on a host that no index can have. */
export const emptyPlace = 'http://nothing.depsec.invalid/';

function placeOf(kind: Place['kind'], url: string, { number, book }: { readonly number: number; readonly book: AddressBook }): Place {
  if (!url.startsWith('file:')) return { kind, url, pipUrl: book.toPip(url) };
  const origin = book.nameFolder(`${kind}-${number}.invalid`);
  const pipUrl = book.toPip(url, origin);
  // Without a slash at its end pip would take a folder for a page and resolve its links one level too high.
  return { kind, url, origin, pipUrl: isArchiveUrl(url) || /\.html?$/i.test(url) || pipUrl.endsWith('/') ? pipUrl : `${pipUrl}/` };
}

const withoutSlash = (text: string): string => text.replace(/\/+$/, '');

/** The page of a project below an index; null when the address is not one. */
function projectPage(place: Place, key: string): Target | null {
  const base = `${withoutSlash(addressKey(place.pipUrl))}/`;
  if (place.kind !== 'index' || !key.startsWith(base)) return null;
  const project = withoutSlash(key.slice(base.length));
  if (!isPackageName(project)) return null;
  return { kind: 'page', place, url: `${withoutSlash(place.url)}/${project}/`, project: parsePackageName(project) };
}

// pip compares digests of what it is given, which for a source package is another archive. Other fragments (`egg=`) tell names.
const withoutDigest = (link: PageLink): PageLink => ({ ...link, hashes: {}, fragment: link.fragment.replace(/(?:^|&)(?:md5|sha\d+)=[^&]*/gi, '').replace(/^&/, '') });

const isSourceUrl = (url: string): boolean => isArchiveUrl(url) && !/\.whl$/i.test(url.split(/[?#]/)[0] ?? '');

const named = (url: string): PageLink => ({ url, fragment: '', hashes: {}, requiresPython: null, yanked: null, metadata: null, uploadTime: null });

type CatalogueTools = Pick<GatewayTools, 'indexes' | 'findLinks' | 'directUrls' | 'directSources' | 'offersMetadata' | 'checksHashes' | 'knownMetadata' | 'metadataInside' | 'standIn'>;

/** Whether pip finds metadata beside a file. Of a source that it is given itself it makes them. */
function metadataOf({ url, hashes, metadata }: PageLink, { standIn, knownMetadata, metadataInside }: CatalogueTools): PageLink['metadata'] {
  if (isSourceUrl(url)) return standIn === null ? null : {};
  // What is known of the very bytes that the page promises need not be asked for, nor fetched to look into them.
  const sha256 = promisedSha256({ hashes });
  return sha256 !== null && knownMetadata(sha256) !== null ? {} : (metadata ?? (metadataInside === undefined ? null : {}));
}

/** What an address stands for. The first place that names a file says where it is and what is in it: a later page cannot take its address over, and takes back no promise. */
function offered(link: PageLink, before: Offer | undefined, { metadata, ...told }: Pick<Offer, 'isSource' | 'place'> & Pick<PageLink, 'metadata'>): Offer {
  const isMetadataPromised = before?.isMetadataPromised === true || (metadata !== null && Object.keys(metadata).length > 0);
  if (before !== undefined) return { ...before, isMetadataPromised };
  return { ...told, url: link.url, promised: promisedSha256(link), hasMetadata: link.metadata !== null, isMetadataPromised };
}

export function createCatalogue(tools: CatalogueTools, book: AddressBook): Catalogue {
  const offers = new Map<string, Offer>();
  const places = [
    ...tools.indexes.map((url, at) => placeOf('index', url, { number: at + 1, book })),
    ...tools.findLinks.map((url, at) => placeOf('find-links', url, { number: at + 1, book })),
  ];
  const offer = (links: readonly PageLink[], place: Place | null): readonly OfferedLink[] =>
    links.map((link) => {
      const pipUrl = book.toPip(link.url, place?.origin);
      const key = addressKey(pipUrl);
      const isSource = isSourceUrl(link.url) && tools.standIn !== null;
      const metadata = tools.offersMetadata ? metadataOf(link, tools) : null;
      offers.set(key, offered(link, offers.get(key), { isSource, place: place?.url ?? null, metadata }));
      const told = isSource && !tools.checksHashes ? withoutDigest(link) : link;
      return { ...told, pipUrl, metadata };
    });
  const find = (pipUrl: string): Target => {
    if (pipUrl.startsWith(emptyPlace)) return { kind: 'empty' };
    const key = addressKey(pipUrl);
    const file = offers.get(key);
    if (file) return { kind: 'file', offer: file };
    const beside = key.endsWith(METADATA) ? offers.get(key.slice(0, -METADATA.length)) : undefined;
    if (beside) return { kind: 'metadata', offer: beside };
    const links = places.find((place) => place.kind === 'find-links' && withoutSlash(addressKey(place.pipUrl)) === withoutSlash(key));
    if (links) return { kind: 'page', place: links, url: links.url, project: null };
    for (const place of places) {
      const page = projectPage(place, key);
      if (page) return page;
    }
    return { kind: 'unknown' };
  };
  offer(tools.directUrls.map(named), null);
  for (const source of tools.directSources) offers.set(addressKey(book.nameSource(source)), { url: source, promised: null, isSource: true, place: null, hasMetadata: false, isMetadataPromised: false });
  for (const place of places) if (place.kind === 'find-links' && isArchiveUrl(place.url)) offer([named(place.url)], place);
  return { places, offer, find };
}
