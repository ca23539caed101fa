import { ToolError } from '../core/errors.js';
import { statusError } from '../platform/http.js';
import type { Catalogue, Offer, Target } from './catalogue.js';
import type { GatewayTools } from './gateway-types.js';
import { readIndexFolder, readLinksPlace } from './local-page.js';
import type { PageLink } from './project-page.js';
import { readPage } from './read-page.js';
import { refuse, sendFile, sendText, type Exchange } from './respond.js';
import { reasonOf, type RunRecord } from './run-record.js';
import { writePage } from './write-page.js';

export interface AnswerParts {
  readonly tools: GatewayTools;
  readonly catalogue: Catalogue;
  readonly record: RunRecord;
}

type PageTarget = Extract<Target, { readonly kind: 'page' }>;

/** What upstream said instead of a page or file: a status that is not 200. */
class UpstreamStatus extends Error {
  override readonly name = 'UpstreamStatus';
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

const isAbsent = (status: number): boolean => status === 404 || status === 410;

/** Without user name and password. What is no URL at all, such as a path that names a source, stays as it is. */
function shown(url: string): string {
  if (!URL.canParse(url)) return url;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

async function pageLinks({ url, place }: PageTarget, tools: GatewayTools): Promise<readonly PageLink[]> {
  if (url.startsWith('file:')) {
    const links = await (place.kind === 'index' ? readIndexFolder(url) : readLinksPlace(url));
    if (links === null) throw new UpstreamStatus(404);
    return links;
  }
  const answer = await tools.fetchPage(url);
  if (answer.status !== 200) throw new UpstreamStatus(answer.status);
  const links = readPage(answer);
  if (links === null) throw new ToolError('network', `${shown(url)}: is no page of a package index`);
  return links;
}

interface Failing {
  readonly what: 'page' | 'file';
  readonly url: string;
  readonly place: string | null;
}

/** Tells pip, and notes it for the run's own account. 5xx stands for what failed on the way, 403 for what the index keeps from us. */
function fail(exchange: Exchange, { what, url, place }: Failing, { error, record }: { readonly error: unknown; readonly record: RunRecord }): void {
  const status = error instanceof UpstreamStatus ? error.status : null;
  if (status !== null && isAbsent(status)) return refuse(exchange, 404, 'Not Found');
  const told = status === null ? error : statusError(url, status);
  record.fail({ what, url: shown(url), place, status, error: told });
  refuse(exchange, status === 401 || status === 403 ? 403 : 502, reasonOf(told));
}

async function answerPage(exchange: Exchange, target: PageTarget, { tools, catalogue, record }: AnswerParts): Promise<void> {
  try {
    const links = catalogue.offer(await pageLinks(target, tools), target.place);
    const { contentType, text } = writePage(links, exchange.request.headers.accept ?? '');
    sendText(exchange, { contentType, body: text });
  } catch (error) {
    fail(exchange, { what: 'page', url: target.url, place: target.place.url }, { error, record });
  }
}

async function answerFile(exchange: Exchange, { url, promised, isSource }: Offer, { tools, record }: AnswerParts): Promise<void> {
  // pip asks so for a find-links place that looks like an archive, to learn that it is no page.
  if (exchange.request.method === 'HEAD') return sendText(exchange, { contentType: 'application/octet-stream', body: '' });
  if (isSource) return sendText(exchange, { contentType: 'application/octet-stream', body: tools.standIn });
  let path: string;
  try {
    ({ path } = await tools.fetchFile(url, promised));
  } catch (error) {
    return fail(exchange, { what: 'file', url, place: null }, { error, record });
  }
  await sendFile(exchange, path);
}

async function wheelMetadata({ url, promised }: Offer, tools: GatewayTools): Promise<Buffer> {
  tools.expectFile(url, promised);
  const known = promised === null ? null : tools.knownMetadata(promised);
  if (known !== null) return Buffer.from(known);
  const { status, body } = await tools.fetchMetadata(url);
  if (status !== 200) throw new UpstreamStatus(status);
  return body;
}

async function answerMetadata(exchange: Exchange, offer: Offer, { tools, record }: AnswerParts): Promise<void> {
  const { url, promised, isSource } = offer;
  try {
    const body = await (isSource ? tools.describeSource(url, promised) : wheelMetadata(offer, tools));
    sendText(exchange, { contentType: 'application/octet-stream', body });
  } catch (error) {
    fail(exchange, { what: 'file', url, place: null }, { error, record });
  }
}

/** Answers one request whose sender is known to be this run's pip. */
export async function answer(exchange: Exchange, parts: AnswerParts): Promise<void> {
  const { method = '', url = '' } = exchange.request;
  const isProxied = /^http:\/\//i.test(url) && URL.canParse(url);
  const target: Target = isProxied && ['GET', 'HEAD'].includes(method) ? parts.catalogue.find(url) : { kind: 'unknown' };
  switch (target.kind) {
    case 'page': return await answerPage(exchange, target, parts);
    case 'file': return await answerFile(exchange, target.offer, parts);
    case 'metadata': return await answerMetadata(exchange, target.offer, parts);
    case 'unknown':
      parts.record.refuse(isProxied ? shown(url) : `${method} ${url}`.slice(0, 200));
      return refuse(exchange, 403, 'refused by depsec: no configured index offers this address');
  }
}
