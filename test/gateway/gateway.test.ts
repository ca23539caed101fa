import { createHash, randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/core/errors.js';
import type { PageAnswer } from '../../src/gateway/open-gateway.js';
import { readHtmlPage } from '../../src/gateway/read-page.js';
import { ask, makeFolder, makeGateway, sendRaw } from './proxied.js';

const INDEX = 'https://index.invalid/simple/';
const SHA = 'cd'.repeat(32);
const html = (url: string, body: string): PageAnswer => ({ status: 200, url, contentType: 'text/html', body: Buffer.from(body) });
const status = (code: number) => (url: string): Promise<PageAnswer> => Promise.resolve({ ...html(url, ''), status: code });
const linksOf = (text: string): string[] => readHtmlPage(text, 'http://page.invalid/').map(({ url, fragment }) => `${url}${fragment && '#'}${fragment}`);

describe('who may use the gateway', () => {
  test('only who knows the credential of this run', async () => {
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: (url) => Promise.resolve(html(url, '<a href="x.whl">')) });
    const page = 'http://index.invalid/simple/flask/';
    expect((await ask(gateway, page)).status).toBe(200);
    for (const userinfo of [null, { username: 'depsec', password: 'guess' }, { username: '', password: '' }]) {
      const refused = await ask(gateway, page, { userinfo });
      expect(refused).toMatchObject({ status: 407, text: '' });
      expect(refused.headers['proxy-authenticate']).toContain('Basic');
    }
  });

  test('every gateway has a credential and a port of its own', async () => {
    const [one, other] = [await makeGateway({}), await makeGateway({})];
    expect(new URL(one.proxyUrl).password).toMatch(/^[0-9a-f]{48}$/);
    expect(new URL(one.proxyUrl).password).not.toBe(new URL(other.proxyUrl).password);
    expect(new URL(one.proxyUrl).port).not.toBe(new URL(other.proxyUrl).port);
  });

  test('a tunnel is opened to nobody, and noted when it was our pip that asked', async () => {
    const gateway = await makeGateway({ indexes: [INDEX] });
    const { username, password } = new URL(gateway.proxyUrl);
    const credential = Buffer.from(`${username}:${password}`).toString('base64');
    expect(await sendRaw(gateway, 'CONNECT evil.invalid:443 HTTP/1.1\r\nHost: evil.invalid:443\r\n\r\n')).toMatch(/^HTTP\/1\.1 407 /);
    expect(gateway.record().refused).toEqual([]);
    expect(await sendRaw(gateway, `CONNECT index.invalid:443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${credential}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
    expect(gateway.record().refused).toEqual(['https://index.invalid']);
  });
});

describe('what the gateway answers for', () => {
  test('nothing but pages of its places and files that they name', async () => {
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: (url) => Promise.resolve(html(url, '<a href="https://files.invalid/x.whl">')) });
    const strange = [
      'http://evil.invalid/', 'http://files.invalid/x.whl', 'http://index.invalid/', 'http://index.invalid/simple/', 'http://index.invalid/simple/a/b/',
      'http://index.invalid/simple/..%2f..%2fetc/', 'http://index.invalid/simple/-e/', '/simple/flask/', 'ftp://index.invalid/simple/flask/', 'http://',
    ];
    for (const url of strange) expect(await ask(gateway, url)).toMatchObject({ status: 403, reason: expect.stringContaining('depsec') });
    expect(await ask(gateway, 'http://index.invalid/simple/flask/', { method: 'POST' })).toMatchObject({ status: 403 });
    expect(gateway.record().refused).toHaveLength(strange.length + 1);
    expect(gateway.record().refused).toContain('http://evil.invalid/');
  });

  test('a page is asked for under its real address, and its links lead back to the gateway', async () => {
    const asked: string[] = [];
    const gateway = await makeGateway({
      indexes: ['https://index.invalid:8443/simple'],
      fetchPage: (url) => {
        asked.push(url);
        return Promise.resolve(html('https://cdn.invalid/moved/flask/', `<a href="flask-1+a.whl#sha256=${SHA}"><a href="https://ada:pw@files.invalid/y.whl">`));
      },
    });
    expect(gateway.indexes).toEqual(['http://index.invalid:8443/simple']);
    expect(gateway.hosts).toEqual(['index.invalid:8443']);
    const { text } = await ask(gateway, 'http://index.invalid:8443/simple/flask/');
    expect(asked).toEqual(['https://index.invalid:8443/simple/flask/']);
    expect(linksOf(text)).toEqual([`http://cdn.invalid/moved/flask/flask-1+a.whl#sha256=${SHA}`, 'http://files.invalid/y.whl']);
    expect(gateway.restore('Downloading http://cdn.invalid/moved/flask/flask-1%2Ba.whl from http://index.invalid:8443/simple')).toBe(
      'Downloading https://cdn.invalid/moved/flask/flask-1%2Ba.whl from https://index.invalid:8443/simple',
    );
  });

  test('a file is fetched from its real address with the digest of its page, however pip quotes it', async () => {
    const folder = await makeFolder({ file: 'bytes of the wheel' });
    const asked: unknown[] = [];
    const gateway = await makeGateway({
      indexes: [INDEX],
      fetchPage: (url) => Promise.resolve(html(url, `<a href="https://ada:pw@files.invalid/flask-1+a.whl#sha256=${SHA}" data-core-metadata="true">`)),
      fetchFile: (url, promised) => { asked.push([url, promised]); return Promise.resolve({ path: join(folder, 'file') }); },
      fetchMetadata: (url) => { asked.push(url); return Promise.resolve(html(url, 'Name: flask\n')); },
      expectFile: (url, promised) => { asked.push(['soon', url, promised]); },
    });
    await ask(gateway, 'http://index.invalid/simple/flask/');
    expect(await ask(gateway, 'http://files.invalid/flask-1%2Ba.whl')).toMatchObject({ status: 200, text: 'bytes of the wheel' });
    expect(await ask(gateway, 'http://files.invalid/flask-1%2Ba.whl.metadata')).toMatchObject({ status: 200, text: 'Name: flask\n' });
    expect(asked).toEqual([['https://ada:pw@files.invalid/flask-1+a.whl', SHA], ['soon', 'https://ada:pw@files.invalid/flask-1+a.whl', SHA], 'https://ada:pw@files.invalid/flask-1+a.whl']);
  });

  test('the same host over http and https stays two places', async () => {
    const asked: string[] = [];
    const gateway = await makeGateway({ indexes: ['https://host.invalid/simple', 'http://host.invalid/simple'], fetchPage: (url) => { asked.push(url); return Promise.resolve(html(url, '')); } });
    expect(new Set(gateway.indexes).size).toBe(2);
    for (const index of gateway.indexes) await ask(gateway, `${index}/flask/`);
    expect(asked).toEqual(['https://host.invalid/simple/flask/', 'http://host.invalid/simple/flask/']);
    expect(gateway.indexes.map(gateway.restore)).toEqual(['https://host.invalid/simple', 'http://host.invalid/simple']);
  });

  test('a later page cannot move a file that an earlier one named, nor change its digest', async () => {
    const pages: Readonly<Record<string, string>> = { first: `<a href="https://files.invalid/x.whl#sha256=${SHA}">`, second: `<a href="http://files.invalid/x.whl#sha256=${'00'.repeat(32)}"><a href="https://files.invalid/x.whl#sha256=${'11'.repeat(32)}">` };
    const asked: unknown[] = [];
    const folder = await makeFolder({ file: '' });
    const gateway = await makeGateway({
      indexes: [INDEX],
      fetchPage: (url) => Promise.resolve(html(url, pages[url.split('/').at(-2) ?? ''] ?? '')),
      fetchFile: (...given) => { asked.push(given); return Promise.resolve({ path: join(folder, 'file') }); },
    });
    await ask(gateway, 'http://index.invalid/simple/first/');
    await ask(gateway, 'http://index.invalid/simple/second/');
    await ask(gateway, 'http://files.invalid/x.whl');
    expect(asked).toEqual([['https://files.invalid/x.whl', SHA]]);
  });

  test('a file that the user named by URL is known from the start', async () => {
    const folder = await makeFolder({ file: 'wheel' });
    const gateway = await makeGateway({ directUrls: ['https://files.invalid/x-1.whl#sha256=aa'], fetchFile: () => Promise.resolve({ path: join(folder, 'file') }) });
    expect(gateway.toPip('https://files.invalid/x-1.whl#sha256=aa')).toBe('http://files.invalid/x-1.whl#sha256=aa');
    expect(await ask(gateway, 'http://files.invalid/x-1.whl')).toMatchObject({ status: 200, text: 'wheel' });
  });

  test('a file of hundreds of megabytes goes through without being held in memory', async () => {
    const block = randomBytes(1 << 20);
    const folder = await makeFolder({});
    await writeFile(join(folder, 'big'), (function* blocks() { for (let at = 0; at < 300; at += 1) yield block; })());
    const gateway = await makeGateway({ directUrls: ['https://files.invalid/big.whl'], fetchFile: () => Promise.resolve({ path: join(folder, 'big') }) });
    const { username, password, port } = new URL(gateway.proxyUrl);
    const headers = { 'proxy-authorization': `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
    const before = process.memoryUsage().rss;
    let [bytes, most] = [0, 0];
    const hash = createHash('sha256');
    await new Promise<void>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: 'http://files.invalid/big.whl', headers }, (response) => {
        response.on('data', (chunk: Buffer) => { bytes += chunk.length; hash.update(chunk); most = Math.max(most, process.memoryUsage().rss); });
        response.on('end', resolve);
      }).on('error', reject);
    });
    const expected = createHash('sha256');
    for (let at = 0; at < 300; at += 1) expected.update(block);
    expect(bytes).toBe(300 << 20);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
    expect(most - before).toBeLessThan(150 << 20);
  });
});

describe('what upstream refuses', () => {
  test.each([404, 410])('status %i is an absence and nothing to tell about', async (upstream) => {
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: status(upstream) });
    expect((await ask(gateway, 'http://index.invalid/simple/flask/')).status).toBe(404);
    expect(gateway.record()).toEqual({ isAsked: true, failures: [], refused: [], lost: [] });
  });

  test.each([[401, 403], [403, 403], [500, 502], [503, 502], [429, 502], [302, 502]])('status %i becomes %i for pip', async (upstream, told) => {
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: status(upstream) });
    expect((await ask(gateway, 'http://index.invalid/simple/flask/')).status).toBe(told);
    const { failures, refused } = gateway.record();
    expect(refused).toEqual([]);
    expect(failures).toMatchObject([{ what: 'page', url: `${INDEX}flask/`, place: INDEX, status: upstream, error: { code: 'network' } }]);
  });

  test('what failed on the way keeps its reason, on one printable line', async () => {
    const error = new ToolError('network', 'https://index.invalid/: die Verbindung b\u00e4umt sich\r\nX-Evil: 1');
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: () => Promise.reject(error) });
    const reply = await ask(gateway, 'http://index.invalid/simple/flask/');
    expect(reply).toMatchObject({ status: 502, reason: 'https://index.invalid/: die Verbindung b?umt sich?' });
    expect(reply.headers).not.toHaveProperty('x-evil');
    expect(gateway.record().failures[0]?.error).toBe(error);
  });

  test('what is no page of an index is a failure, not an empty page', async () => {
    const gateway = await makeGateway({ indexes: [INDEX], fetchPage: (url) => Promise.resolve({ ...html(url, 'hello'), contentType: 'text/plain' }) });
    expect(await ask(gateway, 'http://index.invalid/simple/flask/')).toMatchObject({ status: 502, reason: expect.stringContaining('no page') });
  });

  test('a file whose digest is another is told from its error, never from half a file', async () => {
    const error = new ToolError('hash-mismatch', 'x.whl is not the file that was promised');
    const gateway = await makeGateway({ directUrls: ['https://ada:pw@files.invalid/x.whl'], fetchFile: () => Promise.reject(error) });
    expect(await ask(gateway, 'http://files.invalid/x.whl')).toMatchObject({ status: 502, text: '' });
    expect(gateway.record().failures).toEqual([{ what: 'file', url: 'https://files.invalid/x.whl', place: null, status: null, error }]);
  });
});

describe('places of this machine', () => {
  test('a folder of archives has a host and a page of its own', async () => {
    const folder = await makeFolder({ 'b-1.whl': 'b', 'a-1.tar.gz': 'a', 'notes.txt': '', 'more.html': '<a href="https://files.invalid/c-1.whl#sha256=00"><a href="sub/d-1.whl">' });
    const gateway = await makeGateway({ findLinks: [pathToFileURL(folder).href], fetchFile: (url) => Promise.resolve({ path: new URL(url).pathname }) });
    expect(gateway.hosts).toEqual(['find-links-1.invalid']);
    const place = gateway.findLinks[0] ?? '';
    const { text } = await ask(gateway, place);
    expect(linksOf(text)).toEqual([`${place}a-1.tar.gz`, `${place}b-1.whl`, 'http://files.invalid/c-1.whl#sha256=00', `${place}sub/d-1.whl`]);
    expect(await ask(gateway, `${place}b-1.whl`)).toMatchObject({ status: 200, text: 'b' });
    expect(await ask(gateway, `${place}notes.txt`)).toMatchObject({ status: 403 });
    expect(gateway.restore(`${place}b-1.whl`)).toBe(pathToFileURL(join(folder, 'b-1.whl')).href);
  });

  test('an index of plain files gives the pages it has, and 404 for the others', async () => {
    const folder = await makeFolder({ 'x-1.whl': 'x' });
    await mkdir(join(folder, 'simple', 'x'), { recursive: true });
    await mkdir(join(folder, 'simple', 'empty'));
    await writeFile(join(folder, 'simple', 'x', 'index.html'), '<a href="../../x-1.whl">x</a><a href="file:///etc/hostname">');
    const gateway = await makeGateway({ indexes: [pathToFileURL(join(folder, 'simple')).href], fetchFile: (url) => Promise.resolve({ path: new URL(url).pathname }) });
    const index = gateway.indexes[0] ?? '';
    expect(new URL(index).host).toBe('index-1.invalid');
    const { text } = await ask(gateway, `${index}x/`);
    expect(linksOf(text)[0]).toBe(`http://index-1.invalid${pathToFileURL(folder).pathname}/x-1.whl`);
    expect(await ask(gateway, linksOf(text)[0] ?? '')).toMatchObject({ status: 200, text: 'x' });
    expect((await ask(gateway, `${index}empty/`)).status).toBe(404);
    expect((await ask(gateway, `${index}nothing/`)).status).toBe(404);
    expect(gateway.record()).toEqual({ isAsked: true, failures: [], refused: [], lost: [] });
  });

  test('an archive given as find-links is a file, and said to be one', async () => {
    const folder = await makeFolder({ 'x-1-py3-none-any.whl': 'x' });
    const gateway = await makeGateway({ findLinks: [pathToFileURL(join(folder, 'x-1-py3-none-any.whl')).href], fetchFile: (url) => Promise.resolve({ path: new URL(url).pathname }) });
    const head = await ask(gateway, gateway.findLinks[0] ?? '', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream' } });
    expect(await ask(gateway, gateway.findLinks[0] ?? '')).toMatchObject({ status: 200, text: 'x' });
  });
});
