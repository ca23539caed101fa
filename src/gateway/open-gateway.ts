import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ToolError } from '../core/errors.js';
import { createAddressBook } from './address-book.js';
import { createArrivals } from './arrivals.js';
import { answer, type AnswerParts } from './answer.js';
import { createCatalogue, emptyPlace } from './catalogue.js';
import type { Gateway, GatewayTools } from './gateway-types.js';
import { foreseenOf, offersOf } from './offers-of.js';
import { createProjectPages } from './project-pages.js';
import { createProxySecret, type ProxySecret } from './proxy-secret.js';
import { refuse } from './respond.js';
import { createRunRecord } from './run-record.js';
import { createWayIn, type WayIn } from './way-in.js';

export { FileRefused } from './gateway-types.js';
export { promisedSha256, type PageLink } from './project-page.js';
export { readProjectPage } from './read-project-page.js';
export type { Gateway, GatewayFailure, GatewayRecord, GatewayTools, HeldFile, PageAnswer, PlacedPage, ProjectQuestion } from './gateway-types.js';

const KEEP_ALIVE_MS = 120_000;

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new ToolError('spawn-failed', 'no port of the loopback interface could be opened for pip', { cause })));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
}

interface Door {
  readonly secret: ProxySecret;
  /** Null until the server has a port. */
  readonly wayIn: () => WayIn | null;
}

function makeServer(parts: AnswerParts, { secret, wayIn }: Door): Server {
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const exchange = { request, response };
    request.resume();
    const way = wayIn();
    const asked = way?.read(request) ?? null;
    if (way === null || asked === null) return refuse(exchange, 407, 'Proxy Authentication Required');
    parts.record.ask();
    const address = asked.isOwn ? way.ownAddress : (url: string): string => url;
    answer(exchange, { asked, address }, parts).catch((error: unknown) => {
      parts.record.fail({ what: 'file', url: request.url ?? '', place: null, status: null, error });
      response.destroy();
    });
  };
  const onConnect = (request: IncomingMessage, socket: Duplex): void => {
    socket.on('error', () => socket.destroy());
    const isKnown = secret.matches(request.headers['proxy-authorization']);
    if (isKnown) parts.record.refuse(`https://${request.url ?? ''}`.replace(/:443$/, ''));
    socket.end(isKnown ? 'HTTP/1.1 403 refused by depsec: only configured indexes can be reached\r\n\r\n' : 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="depsec"\r\n\r\n');
  };
  // pip may be silent for a long time while it looks through versions.
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, onRequest).on('connect', onConnect);
}

/**
 * Opens the gateway of one run: a forward proxy on the loopback that answers for the configured places, and for nothing else. pip's whole
 * traffic goes through it, so what it does not hand over cannot reach pip. Close it when pip has ended.
 */
export async function openGateway(tools: GatewayTools): Promise<Gateway> {
  const book = createAddressBook();
  const catalogue = createCatalogue(tools, book);
  const record = createRunRecord();
  const secret = createProxySecret();
  let wayIn: WayIn | null = null;
  const parts: AnswerParts = { tools, catalogue, record, pages: createProjectPages(tools, catalogue.places), arrivals: createArrivals(record) };
  const server = makeServer(parts, { secret, wayIn: () => wayIn });
  const port = await listen(server);
  const way = createWayIn(secret, port);
  wayIn = way;
  const addresses = (kind: 'index' | 'find-links'): string[] => catalogue.places.filter((place) => place.kind === kind).map(({ pipUrl }) => pipUrl);
  return {
    proxyUrl: `http://${secret.userinfo}@127.0.0.1:${port}`,
    indexes: addresses('index'),
    findLinks: addresses('find-links'),
    hosts: [...new Set(catalogue.places.map(({ pipUrl }) => new URL(pipUrl).host))],
    ownAddress: way.ownAddress,
    emptyPlace,
    toPip: (url) => (tools.directSources.includes(url) ? book.nameSource(url) : book.toPip(url)),
    translate: book.translate,
    restore: book.restore,
    placeOf(url) {
      const target = catalogue.find(book.toPip(url));
      return target.kind === 'file' ? target.offer.place : null;
    },
    offersOf: (project) => offersOf(project, parts),
    foreseenOf: (project) => foreseenOf(project, parts),
    record: record.all,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
