import { startTags, type Tag } from './html-tags.js';
import { projectStatus, resolveLink, usableHashes, type MetadataOffer, type PageLink, type ProjectPage } from './project-page.js';

/** A page as it came: `url` is where it lies, after redirects. */
export interface RawPage {
  readonly url: string;
  readonly contentType: string;
  readonly body: Buffer;
}

// Beyond this the page is not one of a project; the public index's largest hold some ten thousand.
const MOST_LINKS = 200_000;
const MOST_META = 50;

const hashesIn = (text: string): Readonly<Record<string, string>> => usableHashes([...text.matchAll(/(?:^|&)([a-z0-9]+)=([^&]*)/gi)].map(([, name = '', digest]) => [name, digest]));

/** PEP 714: `data-core-metadata`, or by its older name; `true` or `sha256=…`. */
function offerOf(attributes: Tag['attributes']): MetadataOffer {
  const value = attributes.get('data-core-metadata') ?? attributes.get('data-dist-info-metadata');
  if (value === null || value === undefined || value === '' || value === 'false') return null;
  return hashesIn(value);
}

function anchorLink(attributes: Tag['attributes'], base: string): PageLink | null {
  const href = attributes.get('href')?.trim();
  const found = href ? resolveLink(href, base) : null;
  if (found === null) return null;
  return {
    ...found,
    hashes: hashesIn(found.fragment),
    requiresPython: attributes.get('data-requires-python') ?? null,
    yanked: attributes.get('data-yanked') ?? null,
    metadata: offerOf(attributes),
    uploadTime: null,
  };
}

/** The files of a page in HTML (PEP 503, 592, 658), and what it says of the project (PEP 792). */
export function htmlPage(html: string, url: string): ProjectPage {
  const links: PageLink[] = [];
  const said = new Map<string, string>();
  let base: string | null = null;
  for (const { name, attributes } of startTags(html)) {
    const href = attributes.get('href');
    // The first base counts, as in pip; one that leads off the network's pages to this machine's files does not.
    if (name === 'base' && base === null && href) base = resolveLink(href, url)?.url ?? null;
    if (name === 'meta' && said.size < MOST_META) said.set(attributes.get('name') ?? '', attributes.get('content') ?? '');
    const link = name === 'a' ? anchorLink(attributes, base ?? url) : null;
    if (link) links.push(link);
    if (links.length >= MOST_LINKS) break;
  }
  const status = projectStatus(said.get('pypi:project-status'), said.get('pypi:project-status-reason'));
  return { links, status, name: null, isDeclared: said.has('pypi:repository-version') || status !== null };
}

/** The files alone. */
export const readHtmlPage = (html: string, url: string): readonly PageLink[] => htmlPage(html, url).links;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function jsonOffer(file: Json): MetadataOffer {
  const value = file['core-metadata'] ?? file['dist-info-metadata'] ?? file['data-dist-info-metadata'];
  if (isObject(value)) return usableHashes(Object.entries(value));
  return value === true ? {} : null;
}

function fileLink(file: Json, page: string): PageLink | null {
  const url = text(file['url']);
  const found = url ? resolveLink(url, page) : null;
  if (found === null) return null;
  const hashes = file['hashes'];
  const yanked = file['yanked'];
  return {
    ...found,
    hashes: isObject(hashes) ? usableHashes(Object.entries(hashes)) : {},
    requiresPython: text(file['requires-python']),
    yanked: yanked ? (text(yanked) ?? '') : null,
    metadata: jsonOffer(file),
    uploadTime: text(file['upload-time']),
  };
}

function parsed(json: string): unknown {
  try {
    // Python passes over a mark of the byte order.
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A page in JSON (PEP 691, 700, 714, 792); null when it is no such page. */
export function readJsonPage(json: string, url: string): ProjectPage | null {
  const page = parsed(json);
  const files = isObject(page) ? page['files'] : null;
  if (!isObject(page) || !Array.isArray(files)) return null;
  const status = page['project-status'];
  return {
    links: files.slice(0, MOST_LINKS).flatMap((file: unknown) => (isObject(file) ? (fileLink(file, url) ?? []) : [])),
    status: isObject(status) ? projectStatus(status['status'], status['reason']) : null,
    name: text(page['name']),
    isDeclared: true,
  };
}

/** What a page says, by its content type; null when it is no page of an index at all. */
export function readPage({ url, contentType, body }: RawPage): ProjectPage | null {
  const type = contentType.toLowerCase().split(';')[0]?.trim() ?? '';
  if (/^application\/vnd\.pypi\.simple\.(v1|latest)\+json$/.test(type)) return readJsonPage(body.toString('utf8'), url);
  const isHtml = ['text/html', 'application/xhtml+xml', 'application/vnd.pypi.simple.v1+html', 'application/vnd.pypi.simple.latest+html'].includes(type);
  return isHtml ? htmlPage(body.toString('utf8'), url) : null;
}
