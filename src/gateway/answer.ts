import { statusError } from '../platform/http.js';
import type { Arrivals } from './arrivals.js';
import type { Catalogue, Offer, Target } from './catalogue.js';
import { FileRefused, type GatewayTools, type HeldFile } from './gateway-types.js';
import { shown, UpstreamStatus, type PageTarget } from './load-page.js';
import type { ProjectPages } from './project-pages.js';
import { refuse, sendFile, sendText, type Exchange } from './respond.js';
import { reasonOf, type RunRecord } from './run-record.js';
import type { Asked } from './way-in.js';
import { writePage } from './write-page.js';

export interface AnswerParts {
  readonly tools: GatewayTools;
  readonly catalogue: Catalogue;
  readonly record: RunRecord;
  readonly pages: ProjectPages;
  readonly arrivals: Arrivals;
}

/** One request of somebody who may ask, and how what it names is written for whoever sent it. */
export interface Question {
  readonly asked: Asked;
  readonly address: (pipUrl: string) => string;
}

const isAbsent = (status: number): boolean => status === 404 || status === 410;

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

interface PageAnswering extends AnswerParts {
  readonly address: Question['address'];
}

async function answerPage(exchange: Exchange, target: PageTarget, { pages, catalogue, record, address }: PageAnswering): Promise<void> {
  try {
    const links = catalogue.offer(await pages.linksFor(target), target.place).map((link) => ({ ...link, pipUrl: address(link.pipUrl) }));
    const { contentType, text } = writePage(links, exchange.request.headers.accept ?? '');
    sendText(exchange, { contentType, body: text });
  } catch (error) {
    fail(exchange, { what: 'page', url: target.url, place: target.place.url }, { error, record });
  }
}

async function answerFile(exchange: Exchange, { url, promised, isSource }: Offer, { tools, record }: AnswerParts): Promise<void> {
  // pip asks so for a find-links place that looks like an archive, to learn that it is no page.
  if (exchange.request.method === 'HEAD') return sendText(exchange, { contentType: 'application/octet-stream', body: '' });
  if (isSource && tools.standIn !== null) return sendText(exchange, { contentType: 'application/octet-stream', body: tools.standIn });
  let file: HeldFile;
  try {
    file = await tools.fetchFile(url, promised);
  } catch (error) {
    if (error instanceof FileRefused) return refuse(exchange, 403, error.message);
    return fail(exchange, { what: 'file', url, place: null }, { error, record });
  }
  await sendFile(exchange, file);
}

async function wheelMetadata({ url, promised, hasMetadata, isMetadataPromised }: Offer, tools: GatewayTools): Promise<Buffer> {
  tools.expectFile(url, promised);
  // Another run may have judged the file since the page was written; what is kept of it is text, which need not have the digest of the index's bytes.
  const known = promised === null || isMetadataPromised ? null : tools.knownMetadata(promised);
  if (known !== null) return Buffer.from(known);
  if (!hasMetadata && tools.metadataInside !== undefined) return await tools.metadataInside(url, promised);
  const { status, body } = await tools.fetchMetadata(url);
  if (status !== 200) throw new UpstreamStatus(status);
  return body;
}

async function answerMetadata(exchange: Exchange, offer: Offer, { tools, record }: AnswerParts): Promise<void> {
  const { url, promised, isSource } = offer;
  try {
    const body = await (isSource ? tools.describeSource(url, promised) : wheelMetadata(offer, tools));
    if (!isSource) tools.onMetadata?.(body);
    sendText(exchange, { contentType: 'application/octet-stream', body });
  } catch (error) {
    if (error instanceof FileRefused) return refuse(exchange, 403, error.message);
    fail(exchange, { what: 'file', url, place: null }, { error, record });
  }
}

const EMPTY_PAGE = '<!DOCTYPE html>\n<html><head><meta name="pypi:repository-version" content="1.0"></head><body></body></html>\n';

/** What is believed as far as it came: an archive that is cut short is none, which pip notices. */
function believedInPart(target: Target): string | null {
  if (target.kind === 'page') return shown(target.url);
  return target.kind === 'metadata' ? shown(`${target.offer.url}.metadata`) : null;
}

/** Answers one request whose sender is known to be this run's pip. */
export async function answer(exchange: Exchange, { asked, address }: Question, parts: AnswerParts): Promise<void> {
  const { method = '', url = '' } = exchange.request;
  const target: Target = asked.url !== null && ['GET', 'HEAD'].includes(method) ? parts.catalogue.find(asked.url) : { kind: 'unknown' };
  parts.arrivals.watch(exchange, believedInPart(target));
  switch (target.kind) {
    case 'page': return await answerPage(exchange, target, { ...parts, address });
    case 'file': return await answerFile(exchange, target.offer, parts);
    case 'metadata': return await answerMetadata(exchange, target.offer, parts);
    case 'empty': return sendText(exchange, { contentType: 'text/html', body: EMPTY_PAGE });
    case 'unknown':
      parts.record.refuse(asked.url === null ? `${method} ${url}`.slice(0, 200) : shown(asked.url));
      return refuse(exchange, 403, 'refused by depsec: no configured index offers this address');
  }
}
