import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { IndexFile } from '../garden.js';
import { HTML, JSON_API, htmlPage, jsonPage, type Told } from './index-pages.js';

/**
 * A way for the index to fail. `hang` never answers, `slow` waits 300 ms, `corrupt` changes one byte of a file,
 * `truncate` closes the connection half-way, `truncate-once` does so the first time only.
 */
export type Fault = 'error-500' | 'not-found' | 'hang' | 'slow' | 'corrupt' | 'truncate' | 'truncate-once';

export interface IndexOptions extends Told {
  readonly files: readonly IndexFile[];
  /** Offers METADATA beside each wheel (PEP 658), as the public index does. */
  readonly metadata?: boolean;
  /** `html` for an index that knows no JSON (PEP 691). */
  readonly pages?: 'json' | 'html';
  /** `name:password` that every request must carry. */
  readonly credentials?: string;
  /** Serves over TLS as `localhost`, with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The project JSON (`/pypi/NAME/json`) by project: what stands in it besides the name. Without this there is none. */
  readonly projectJson?: Readonly<Record<string, { readonly info?: object; readonly ownership?: object }>>;
  /** Projects that have a page and no file. */
  readonly emptyProjects?: readonly string[];
  /** Sends whoever asks for a file to the same path of this origin. */
  readonly filesMovedTo?: string;
}

export interface TestIndex {
  /** URL of the simple API, with a slash at its end. */
  readonly url: string;
  /** The same with the credentials in it. */
  readonly urlWithCredentials: string;
  readonly port: number;
  /** Paths asked for so far, in order. */
  readonly requests: string[];
  /** Paths of archives asked for so far. */
  readonly downloads: () => string[];
  /** What fails: key is a project or a file name, or `*` for everything. */
  readonly faults: Map<string, Fault>;
  readonly close: () => Promise<void>;
}

interface Shelf extends IndexOptions {
  readonly requests: string[];
  readonly faults: Map<string, Fault>;
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`${status}\n`);
}

function sendPage(shelf: Shelf, project: string, exchange: { request: IncomingMessage; response: ServerResponse }): void {
  const files = shelf.files.filter((file) => file.project === project);
  if (files.length === 0 && shelf.emptyProjects?.includes(project) !== true) return refuse(exchange.response, 404);
  const json = shelf.pages !== 'html' && (exchange.request.headers.accept ?? '').includes(JSON_API);
  const { uploadTimes = {}, statuses = {} } = shelf;
  const page = { project, files, metadata: shelf.metadata === true, uploadTimes, statuses };
  exchange.response.writeHead(200, { 'content-type': json ? JSON_API : HTML }).end(json ? jsonPage(page) : htmlPage(page));
}

function sendProjectJson(shelf: Shelf, project: string, { request, response }: { request: IncomingMessage; response: ServerResponse }): void {
  const told = shelf.projectJson?.[project];
  if (told === undefined) return refuse(response, 404);
  const body = JSON.stringify({ ...told, info: { name: project, ...told.info }, releases: {}, urls: [] });
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { 'content-type': 'application/json', etag }).end(body);
}

/** First byte asked for by `Range: bytes=N-`, the only form that resuming needs. */
function rangeStart(request: IncomingMessage, size: number): number {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  return start < size ? start : 0;
}

function sendFile(path: string, fault: Fault | undefined, exchange: { request: IncomingMessage; response: ServerResponse }): void {
  const { request, response } = exchange;
  const size = statSync(path).size;
  const start = rangeStart(request, size);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': size - start, 'accept-ranges': 'bytes', etag: `"${size}"` };
  response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, 'content-range': `bytes ${start}-${size - 1}/${size}` } : headers);
  if (fault === 'truncate' || fault === 'truncate-once') {
    response.write(readFileSync(path).subarray(start, start + Math.floor((size - start) / 2)), () => response.destroy());
    return;
  }
  if (fault !== 'corrupt') return void createReadStream(path, { start }).pipe(response);
  const bytes = readFileSync(path);
  bytes[Math.floor(size / 2)] = 1 ^ (bytes[Math.floor(size / 2)] ?? 0);
  response.end(bytes.subarray(start));
}

function takeFault({ faults }: Shelf, key: string): Fault | undefined {
  const fault = faults.get(key) ?? faults.get('*');
  if (fault === 'truncate-once') faults.delete(key);
  return fault;
}

async function answer(shelf: Shelf, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://index.invalid').pathname);
  shelf.requests.push(path);
  const key = path.split('/').findLast((part) => part !== '') ?? '';
  const fault = takeFault(shelf, key.replace(/\.metadata$/, ''));
  if (fault === 'hang') return;
  if (fault === 'slow') await new Promise((done) => setTimeout(done, 300));
  if (fault === 'error-500') return refuse(response, 500);
  if (fault === 'not-found') return refuse(response, 404);
  const wanted = shelf.credentials && `Basic ${Buffer.from(shelf.credentials).toString('base64')}`;
  if (wanted && request.headers.authorization !== wanted) return refuse(response, 401, { 'www-authenticate': 'Basic realm="garden"' });
  if (path.startsWith('/simple/') && path.endsWith('/')) return sendPage(shelf, key, { request, response });
  const json = /^\/pypi\/([^/]+)\/json$/.exec(path)?.[1];
  if (json !== undefined) return sendProjectJson(shelf, json, { request, response });
  const file = shelf.files.find(({ fileName }) => fileName === key.replace(/\.metadata$/, ''));
  if (!path.startsWith('/files/') || file === undefined) return refuse(response, 404);
  if (shelf.filesMovedTo !== undefined) return refuse(response, 302, { location: `${shelf.filesMovedTo}${path}` });
  const isMetadata = key.endsWith('.metadata');
  if (isMetadata && shelf.metadata !== true) return refuse(response, 404);
  sendFile(isMetadata ? file.metadataPath : file.path, isMetadata ? undefined : fault, { request, response });
}

/** Starts a server on a free port of the loopback interface. */
export const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('the test index has no port'));
      resolve(address.port);
    });
  });

/** Serves the files as a package index on a random port of the loopback interface. */
export async function startIndex(options: IndexOptions): Promise<TestIndex> {
  const shelf: Shelf = { ...options, requests: [], faults: new Map() };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(shelf, request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
  const server = options.tls ? createTlsServer({ ...options.tls }, listener) : createServer(listener);
  const port = await listening(server);
  const host = `${options.tls ? 'localhost' : '127.0.0.1'}:${port}/simple/`;
  const scheme = options.tls ? 'https' : 'http';
  return {
    url: `${scheme}://${host}`,
    urlWithCredentials: `${scheme}://${options.credentials === undefined ? '' : `${options.credentials}@`}${host}`,
    port,
    requests: shelf.requests,
    downloads: () => shelf.requests.filter((path) => /\.(whl|tar\.gz|zip)$/.test(path)),
    faults: shelf.faults,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** A loopback port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
