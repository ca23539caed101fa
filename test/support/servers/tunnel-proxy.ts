import { createServer } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { listening } from './index-server.js';

/** A proxy that only makes tunnels, as companies have them in front of TLS. */
export interface TunnelProxy {
  readonly url: string;
  /** `host:port` of each tunnel asked for with the right password. */
  readonly tunnels: string[];
}

/** Opens a proxy for the running test that wants this `name:password`. */
export async function openTunnelProxy(credentials: string): Promise<TunnelProxy> {
  const tunnels: string[] = [];
  const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    tunnels.push(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host === 'localhost' ? '127.0.0.1' : host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => { upstream.destroy(); socket.destroy(); });
  });
  const port = await listening(server);
  onTestFinished(() => { server.closeAllConnections(); server.close(); });
  return { url: `http://${credentials}@127.0.0.1:${port}`, tunnels };
}
