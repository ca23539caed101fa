import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/platform/spawn.js';
import { hastyClock, makeHttp, serve, tunnel } from './loopback.js';
import { loopbackCertificate } from './loopback-certificate.js';

const plain = { timeoutMs: 5_000, maxBytes: 10_000 };
const basicOf = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

function caFile(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'depsec-ca-')), 'ca.pem');
  writeFileSync(path, loopbackCertificate);
  return path;
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Accepts connections and never says a word. */
async function silentPort(): Promise<number> {
  const server = createTcpServer((socket) => { onTestFinished(() => { socket.destroy(); }); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); });
  return (server.address() as AddressInfo).port;
}

test('status, headers and body come back, and depsec says who it is', async () => {
  const server = await serve((_, response) => response.writeHead(418, { 'X-Kind': 'pot' }).end('tea'));
  const answer = await makeHttp().request(`${server.url}/x?y=1`, plain);
  expect({ ...answer, headers: answer.headers['x-kind'], body: answer.body.toString() }).toEqual({ status: 418, headers: 'pot', body: 'tea', url: `${server.url}/x?y=1` });
  expect(server.seen[0]).toMatchObject({ method: 'GET', url: '/x?y=1', headers: { 'user-agent': 'depsec-test' } });
});

test('credentials in the URL are sent as a header and appear nowhere else', async () => {
  const server = await serve((_, response) => response.end());
  const answer = await makeHttp().request(server.url.replace('//', '//me:p%40ss@'), plain);
  expect(server.seen[0]?.headers.authorization).toBe(basicOf('me:p@ss'));
  expect(answer.url).toBe(`${server.url}/`);
});

test('an URL without credentials gets those that authorise knows', async () => {
  const server = await serve((_, response) => response.end());
  await makeHttp({ authorise: (url) => (url.startsWith(server.url) ? { user: 'u', password: '' } : null) }).request(server.url, plain);
  expect(server.seen[0]?.headers.authorization).toBe(basicOf('u:'));
});

test('credentials stay with a redirect inside their origin', async () => {
  const server = await serve((_, response, count) => (count === 1 ? response.writeHead(302, { location: '/b' }).end() : response.end('ok')));
  await makeHttp().request(`${server.url.replace('//', '//me:pw@')}/a`, plain);
  expect(server.seen.map((seen) => [seen.url, seen.headers.authorization])).toEqual([['/a', basicOf('me:pw')], ['/b', basicOf('me:pw')]]);
});

test('no secret follows a redirect to another origin', async () => {
  const other = await serve((_, response) => response.end('ok'));
  const server = await serve((_, response) => response.writeHead(307, { location: `${other.url}/b` }).end());
  const answer = await makeHttp().request(`${server.url.replace('//', '//me:pw@')}/a`, { ...plain, headers: { Cookie: 'c', Authorization: 'x', Accept: 'text/html' } });
  expect(answer.url).toBe(`${other.url}/b`);
  expect(other.seen[0]?.headers).toMatchObject({ accept: 'text/html' });
  expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
  expect(other.seen[0]?.headers).not.toHaveProperty('cookie');
});

test('a redirect circle ends', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
  await expect(makeHttp().request(server.url, { ...plain, maxRedirects: 3 })).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('redirects more than 3 times') });
  expect(server.seen).toHaveLength(4);
});

test('a redirect from https to http is refused', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), { tls: true });
  await expect(makeHttp({ caFile: caFile() }).request(server.url, plain)).rejects.toThrow('redirects from https to http, which is refused');
});

test('a redirect to a local file is refused', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end());
  await expect(makeHttp().request(server.url, plain)).rejects.toThrow('redirects to something that is not http');
});

test('a gzip answer is inflated', async () => {
  const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')));
  expect((await makeHttp().request(server.url, plain)).body.toString()).toBe('hello');
});

test('a gzip bomb ends at the limit', async () => {
  const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))));
  await expect(makeHttp().request(server.url, plain)).rejects.toThrow('is larger than 10000 bytes');
});

test('a damaged gzip answer is an error that names the URL', async () => {
  const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'));
  await expect(makeHttp().request(server.url, plain)).rejects.toMatchObject({ code: 'network', message: expect.stringContaining(`${server.url}/`) });
});

test('an endless answer ends at the limit', async () => {
  const server = await serve((_, response) => { const timer = setInterval(() => response.write('x'.repeat(5_000)), 1); response.on('close', () => clearInterval(timer)); });
  await expect(makeHttp().request(server.url, plain)).rejects.toThrow('is larger than 10000 bytes');
});

test('busy answers are tried again, as late as the server asks but not later than ten seconds', async () => {
  const clock = hastyClock();
  const server = await serve((_, response, count) => (count < 3 ? response.writeHead(count === 1 ? 429 : 503, { 'retry-after': count === 1 ? '2' : '9999' }).end() : response.end('ok')));
  expect((await makeHttp({ clock }).request(server.url, { ...plain, timeoutMs: 20_000 })).status).toBe(200);
  expect(clock.slept).toEqual([2_000, 10_000]);
});

test('an answer that stays busy is given back as it is', async () => {
  const server = await serve((_, response) => response.writeHead(502).end());
  expect((await makeHttp().request(server.url, plain)).status).toBe(502);
  expect(server.seen).toHaveLength(3);
});

test('a broken connection is tried again, with growing and uneven waits', async () => {
  const clock = hastyClock();
  const server = await serve((request, response, count) => { if (count < 3) request.socket.destroy(); else response.end('ok'); });
  expect((await makeHttp({ clock }).request(server.url, plain)).body.toString()).toBe('ok');
  expect(clock.slept.every((ms, index) => ms >= 125 * 2 ** index && ms <= 251 * 2 ** index)).toBe(true);
});

test('a POST is never sent twice', async () => {
  const server = await serve((request) => { request.socket.destroy(); });
  await expect(makeHttp().request(server.url, { ...plain, method: 'POST', body: '{}' })).rejects.toMatchObject({ code: 'network' });
  expect(server.seen).toHaveLength(1);
});

test('a certificate that nobody vouches for is named as such', async () => {
  const server = await serve((_, response) => response.end('ok'), { tls: true });
  await expect(makeHttp().request(server.url, plain)).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('its certificate cannot be verified'), hint: expect.stringContaining('--cert') });
  expect(server.seen).toHaveLength(0);
});

test('a certificate from the given authority file is accepted', async () => {
  const server = await serve((_, response) => response.end('ok'), { tls: true });
  expect((await makeHttp({ caFile: caFile() }).request(server.url, plain)).status).toBe(200);
});

test('a certificate is left unchecked only for the host that was named', async () => {
  const server = await serve((_, response) => response.end('ok'), { tls: true });
  expect((await makeHttp({ insecureHosts: [`localhost:${server.port}`] }).request(server.url, plain)).status).toBe(200);
  await expect(makeHttp({ insecureHosts: ['other.invalid'] }).request(server.url, plain)).rejects.toThrow('certificate');
});

test('a missing authority file is named', async () => {
  await expect(makeHttp({ caFile: '/none/ca.pem' }).request('https://localhost:1/', plain)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('"/none/ca.pem"') });
});

test('plain http goes through a proxy as an absolute URL, with the proxy\'s credentials', async () => {
  const proxy = await serve((_, response) => response.end('from proxy'));
  const answer = await makeHttp({ proxy: `http://me:s%3Acret@127.0.0.1:${proxy.port}` }).request('http://index.invalid/simple/', plain);
  expect(answer.body.toString()).toBe('from proxy');
  expect(proxy.seen[0]).toMatchObject({ url: 'http://index.invalid/simple/', headers: { host: 'index.invalid', 'proxy-authorization': basicOf('me:s:cret') } });
});

test.each([false, true])('https goes through a tunnel, and the server behind it sees no proxy credentials (proxy over TLS: %s)', async (tls) => {
  const server = await serve((_, response) => response.end('tunnelled'), { tls: true });
  const proxy = await serve((_, response) => response.end(), { tls, onConnect: tunnel });
  const http = makeHttp({ proxy: proxy.url.replace('//', '//me:pw@'), caFile: caFile() });
  expect((await http.request(server.url, plain)).body.toString()).toBe('tunnelled');
  expect(proxy.seen[0]).toMatchObject({ method: 'CONNECT', url: `localhost:${server.port}`, headers: { 'proxy-authorization': basicOf('me:pw') } });
  expect(server.seen[0]?.headers).not.toHaveProperty('proxy-authorization');
});

test('a proxy that wants other credentials is told apart, without showing them', async () => {
  const proxy = await serve((_, response) => response.writeHead(407).end(), { onConnect: (_, socket) => socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n') });
  const http = makeHttp({ proxy: `http://me:secret@127.0.0.1:${proxy.port}` });
  for (const url of ['http://index.invalid/', 'https://index.invalid/']) {
    const error = await http.request(url, plain).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'network', message: `${url}: the proxy asks for a user name and password (407)` });
    expect(JSON.stringify(error)).not.toContain('secret');
  }
});

test('a proxy that refuses the tunnel is told apart', async () => {
  const proxy = await serve((_, response) => response.end(), { onConnect: (_, socket) => socket.end('HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n') });
  await expect(makeHttp({ proxy: proxy.url }).request('https://index.invalid/', plain)).rejects.toThrow('the proxy refuses the connection (403)');
});

test('a host in NO_PROXY is reached directly', async () => {
  const server = await serve((_, response) => response.end('direct'));
  const http = makeHttp({ proxy: 'http://127.0.0.1:1', noProxy: 'localhost, 127.0.0.0/8' });
  expect((await http.request(server.url, plain)).body.toString()).toBe('direct');
});

test('each scheme may have a proxy of its own', async () => {
  const server = await serve((_, response) => response.end('direct'));
  expect((await makeHttp({ proxy: { http: null, https: '127.0.0.1:1' } }).request(server.url, plain)).status).toBe(200);
});

test('a deadline holds for everything together, however the server dawdles', async () => {
  const server = await serve((_, response) => { const timer = setInterval(() => response.write('.'), 20); response.on('close', () => clearInterval(timer)); });
  await expect(makeHttp().request(server.url, { ...plain, timeoutMs: 300 })).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('no complete answer in time') });
});

test('an abort ends a request with its own reason', async () => {
  const abort = new AbortController();
  const port = await silentPort();
  const asking = makeHttp().request(`http://127.0.0.1:${port}/`, { ...plain, signal: abort.signal });
  setTimeout(() => abort.abort(new Error('enough')), 50);
  await expect(asking).rejects.toThrow('enough');
});

test('something that is no http URL is refused without showing its password', async () => {
  await expect(makeHttp().request('ftp://me:secret@host/', plain)).rejects.toThrow('not an http or https URL: "ftp://host/"');
});

test('a server that answers anything is alive, also with a refusal or a redirect', async () => {
  const server = await serve((_, response, count) => (count === 1 ? response.writeHead(401).end() : response.writeHead(302, { location: 'http://gone.invalid/' }).end()));
  const http = makeHttp();
  expect([await http.probe(server.url, 2_000), await http.probe(server.url, 2_000)]).toEqual(['alive', 'alive']);
});

test('a dead server is known at once, a silent one at the time limit, and both say why', async () => {
  const http = makeHttp();
  expect(await http.probe(`http://127.0.0.1:${await closedPort()}/`, 2_000)).toEqual({ dead: 'the connection was refused' });
  expect(await http.probe(`http://127.0.0.1:${await silentPort()}/`, 200)).toEqual({ dead: expect.stringContaining('within 200 ms') });
});

test('a gateway that finds nobody behind it is as good as dead', async () => {
  const server = await serve((_, response) => response.writeHead(503).end());
  expect(await makeHttp().probe(server.url, 2_000)).toEqual({ dead: 'answers with status 503' });
});

test('the bundled form works like the sources', async () => {
  const server = await serve((_, response) => response.end('hello'));
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'depsec-bundled-http-'));
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({ entryPoints: ['src/platform/http.ts'], bundle: true, splitting: true, platform: 'node', format: 'esm', outdir: folder, outExtension: { '.js': '.mjs' }, banner: { js: banner } });
  const script = `
    const { createHttp } = await import(${JSON.stringify(pathToFileURL(join(folder, 'http.mjs')).href)});
    const http = createHttp({ proxy: null, noProxy: null, insecureHosts: [], connectTimeoutMs: 2000, userAgent: 'x' });
    console.log(String((await http.request(${JSON.stringify(server.url)}, { timeoutMs: 5000, maxBytes: 100 })).body));
    await http.close();`;
  const result = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env: {} });
  expect(result).toMatchObject({ code: 0, stdout: 'hello\n', stderr: '' });
});
