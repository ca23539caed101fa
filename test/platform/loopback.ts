import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../../src/platform/clock.js';
import { createHttp, type Http, type HttpOptions } from '../../src/platform/http.js';
import { loopbackCertificate, loopbackKey } from './loopback-certificate.js';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Loopback {
  readonly url: string;
  readonly port: number;
  readonly seen: Seen[];
}

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

interface Way {
  readonly tls?: boolean;
  /** Answers CONNECT. Without it a CONNECT is refused by node itself. */
  readonly onConnect?: (request: IncomingMessage, socket: Socket) => void;
}

/** A real server on the loopback for one test; it notes what it was asked. */
export async function serve(handler: Handler, { tls = false, onConnect }: Way = {}): Promise<Loopback> {
  const seen: Seen[] = [];
  const note = (request: IncomingMessage): void => { seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers }); };
  const listener: RequestListener = (request, response) => {
    note(request);
    handler(request, response, seen.length);
  };
  const server = tls ? createTlsServer({ key: loopbackKey, cert: loopbackCertificate }, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  if (onConnect) server.on('connect', (request: IncomingMessage, socket: Socket) => { note(request); onConnect(request, socket); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`, port, seen };
}

/** Joins a CONNECT to the port it asks for, on the loopback whatever the host. */
export function tunnel(request: IncomingMessage, socket: Socket): void {
  const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
}

/** A clock whose sleeps end at once and are noted. */
export function hastyClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return { ...systemClock, slept, sleep: (ms, signal) => { slept.push(ms); return systemClock.sleep(0, signal); } };
}

/** An Http that is closed when the test ends. */
export function makeHttp(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({ proxy: null, noProxy: null, insecureHosts: [], connectTimeoutMs: 2_000, userAgent: 'depsec-test', clock: hastyClock(), ...options });
  onTestFinished(() => http.close());
  return http;
}
