import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A record as OSV publishes it, as far as the server looks into it. */
export interface ServedRecord {
  readonly id: string;
  readonly modified: string;
  readonly affected: readonly { readonly package: { readonly ecosystem: string; readonly name: string } }[];
}

/** What a request is about. */
export type OsvQuestion = 'batch' | 'query' | 'record';

/** Answers in the place of the honest answer, whose text is given. */
export type OsvFault = (response: ServerResponse, honest: string, request: IncomingMessage) => void;

export interface OsvServer {
  readonly url: string;
  /** Method and path of all requests, in order. */
  readonly requests: string[];
  /** Names that were asked about. */
  readonly names: string[];
  /** How a kind of question fails, if it does. */
  readonly faults: Map<OsvQuestion, OsvFault>;
  readonly records: Map<string, ServedRecord>;
  readonly close: () => Promise<void>;
}

export interface OsvOptions {
  readonly records: readonly ServedRecord[];
  /** Records on one page of an answer; 1,000 unless told. */
  readonly pageSize?: number;
}

interface Query {
  readonly package?: { readonly name?: string; readonly ecosystem?: string };
  readonly page_token?: string;
}

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function page(query: Query, { records }: Pick<OsvServer, 'records'>, pageSize: number): { readonly vulns: readonly ServedRecord[]; readonly next_page_token?: string } {
  const about = [...records.values()].filter(({ affected }) => affected.some((one) => one.package.ecosystem === query.package?.ecosystem && normal(one.package.name) === normal(query.package?.name ?? '')));
  const start = Number(query.page_token ?? '0');
  const vulns = about.slice(start, start + pageSize);
  return { vulns, ...(start + pageSize < about.length ? { next_page_token: String(start + pageSize) } : {}) };
}

function honestAnswer(request: IncomingMessage, body: string, { server, pageSize }: { readonly server: OsvServer; readonly pageSize: number }): { readonly question: OsvQuestion; readonly status: number; readonly text: string } {
  const path = request.url ?? '';
  if (request.method === 'POST' && path === '/v1/querybatch') {
    const queries = (JSON.parse(body) as { readonly queries: readonly Query[] }).queries;
    server.names.push(...queries.map((query) => query.package?.name ?? ''));
    const results = queries.map((query) => page(query, server, pageSize)).map(({ vulns, ...more }) => (vulns.length === 0 ? {} : { vulns: vulns.map(({ id, modified }) => ({ id, modified })), ...more }));
    return { question: 'batch', status: 200, text: JSON.stringify({ results }) };
  }
  if (request.method === 'POST' && path === '/v1/query') return { question: 'query', status: 200, text: JSON.stringify(page(JSON.parse(body) as Query, server, pageSize)) };
  const record = server.records.get(decodeURIComponent(/^\/v1\/vulns\/([^/]+)$/.exec(path)?.[1] ?? ''));
  return record ? { question: 'record', status: 200, text: JSON.stringify(record) } : { question: 'record', status: 404, text: '{"code":5,"message":"Bug not found."}' };
}

/** OSV's interface (querybatch, query, vulns, pages) over HTTP on the loopback, from given records. */
export async function startOsv({ records, pageSize = 1_000 }: OsvOptions): Promise<OsvServer> {
  const sockets = new Set<Socket>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    server.requests.push(`${request.method} ${request.url}`);
    const { question, status, text } = honestAnswer(request, await bodyOf(request), { server, pageSize });
    const fault = server.faults.get(question);
    if (fault) fault(response, text, request);
    else response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  };
  const http = createServer((request, response) => void answer(request, response));
  http.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  const server: OsvServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests: [],
    names: [],
    faults: new Map(),
    records: new Map(records.map((record) => [record.id, record])),
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      http.close(() => resolve());
    }),
  };
  return server;
}
