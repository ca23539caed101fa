import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp } from '../../src/platform/http.js';

const body = Buffer.alloc(233_217, 'wheel');

// HTTP/1.0 like Python's http.server: the end of the connection is the end of the body, and comes while the reader is still busy.
const server = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', () => {
    socket.write(`HTTP/1.0 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
    for (let at = 0; at < body.length; at += 65_536) socket.write(body.subarray(at, at + 65_536));
    socket.end();
  });
});

beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); }));

test('many files come whole from a server that closes each connection at once', async () => {
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'depsec-closing-'));
  const http = createHttp({ proxy: null, noProxy: null, insecureHosts: [], connectTimeoutMs: 2_000, userAgent: 'depsec/test' });
  const files = await Promise.all(Array.from({ length: 24 }, (_, at) => http.download(`http://127.0.0.1:${port}/${at}`, join(folder, String(at)))));
  expect(new Set(files.map(({ sha256 }) => sha256))).toEqual(new Set([createHash('sha256').update(body).digest('hex')]));
  await http.close();
});
