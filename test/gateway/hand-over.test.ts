import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSha256, type Sha256 } from '../../src/core/artifact.js';
import { FileRefused, type GatewayTools, type PageAnswer } from '../../src/gateway/open-gateway.js';
import { ask, makeFolder, makeGateway } from './proxied.js';

const INDEX = 'https://index.invalid/simple/';
const PAGE = 'http://index.invalid/simple/flask/';
const SHA = 'cd'.repeat(32);
const LINKS = `<a href="https://files.invalid/flask-1.tar.gz#sha256=${SHA}" data-core-metadata="true"><a href="https://files.invalid/flask-1-py3-none-any.whl" data-core-metadata="true">`;

const pageOf = (links: string) => (url: string): Promise<PageAnswer> => Promise.resolve({ status: 200, url, contentType: 'text/html', body: Buffer.from(links) });
const page = pageOf(LINKS);
const barePage = pageOf('<a href="https://files.invalid/flask-1-py3-none-any.whl">');

const handing = (tools: Partial<GatewayTools> = {}) => makeGateway({ indexes: [INDEX], fetchPage: page, standIn: null, ...tools });

function digestOf(text: string): Sha256 {
  const digest = createHash('sha256').update(text).digest('hex');
  if (!isSha256(digest)) throw new TypeError('no digest');
  return digest;
}

function fetchOwn(url: string): Promise<{ readonly status: number | undefined; readonly text: string; readonly isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    get(url, (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.on('error', () => undefined);
      response.on('close', () => resolve({ status: response.statusCode, text, isWhole: response.complete }));
    }).on('error', reject);
  });
}

describe('a gateway that hands files over', () => {
  test('gives source packages like other files, keeps their digests, and lets pip make their metadata itself', async () => {
    const folder = await makeFolder({});
    await writeFile(join(folder, 'flask'), 'source');
    const gateway = await handing({ fetchFile: () => Promise.resolve({ path: join(folder, 'flask'), sha256: digestOf('source') }) });
    const { text } = await ask(gateway, PAGE);
    const [source = '', wheel = ''] = text.split('<br>');
    expect(source).toContain(`flask-1.tar.gz#sha256=${SHA}`);
    expect(source).not.toContain('metadata');
    expect(wheel).toContain('data-core-metadata');
    expect(await ask(gateway, 'http://files.invalid/flask-1.tar.gz')).toMatchObject({ status: 200, text: 'source' });
  });

  test('answers 403 with the reason for what was judged and not let through, and keeps no second account of it', async () => {
    const gateway = await handing({ fetchFile: () => Promise.reject(new FileRefused('blocked by depsec: flask 1: na\u00efve\r\nX: y')) });
    await ask(gateway, PAGE);
    expect(await ask(gateway, 'http://files.invalid/flask-1.tar.gz')).toMatchObject({ status: 403, reason: 'blocked by depsec: flask 1: na?ve??X: y', text: '' });
    expect(gateway.record()).toEqual({ isAsked: true, failures: [], refused: [], lost: [] });
  });

  test('never completes a file whose bytes are not the judged ones', async () => {
    const path = join(await makeFolder({}), 'flask');
    for (const size of [10, 300_000, 2_000_000]) {
      const judged = 'a'.repeat(size);
      await writeFile(path, `${'a'.repeat(size - 1)}b`);
      const gateway = await handing({ fetchFile: () => Promise.resolve({ path, sha256: digestOf(judged) }) });
      await ask(gateway, PAGE);
      const got = await fetchOwn(gateway.ownAddress('http://files.invalid/flask-1.tar.gz')).catch(() => null);
      expect(got?.isWhole ?? false).toBe(false);
      expect(got?.text ?? '').not.toContain('b');
      await expect.poll(() => gateway.record().failures).toHaveLength(1);
      await writeFile(path, judged);
      expect(await fetchOwn(gateway.ownAddress('http://files.invalid/flask-1.tar.gz'))).toEqual({ status: 200, text: judged, isWhole: true });
    }
  });

  test('has metadata beside every wheel when it can look inside, and says why not where it may not', async () => {
    const inside = [() => Promise.resolve(Buffer.from('Name: flask')), () => Promise.reject(new FileRefused('blocked by depsec: flask 1'))];
    const answers = [];
    for (const metadataInside of inside) {
      const gateway = await handing({ fetchPage: barePage, metadataInside });
      expect((await ask(gateway, PAGE)).text).toContain('data-core-metadata');
      answers.push(await ask(gateway, 'http://files.invalid/flask-1-py3-none-any.whl.metadata'));
    }
    expect(answers).toMatchObject([{ status: 200, text: 'Name: flask' }, { status: 403, reason: 'blocked by depsec: flask 1' }]);
  });

  test('asks the index for metadata that it tells of, and does not look inside', async () => {
    const gateway = await handing({
      fetchMetadata: (url) => Promise.resolve({ status: 200, url, contentType: '', body: Buffer.from('from the index') }),
      metadataInside: () => Promise.resolve(Buffer.from('from the wheel')),
    });
    await ask(gateway, PAGE);
    expect((await ask(gateway, 'http://files.invalid/flask-1-py3-none-any.whl.metadata')).text).toBe('from the index');
  });

  test('gives what it promised, though another run has judged the file in the meantime', async () => {
    const MINE = 'ab'.repeat(32);
    const told = async (offer: string, knownAt: number): Promise<string> => {
      let questions = 0;
      const gateway = await handing({
        fetchPage: pageOf(`<a href="https://files.invalid/flask-1-py3-none-any.whl#sha256=${MINE}" data-core-metadata="${offer}">`),
        fetchMetadata: (url) => Promise.resolve({ status: 200, url, contentType: '', body: Buffer.from('from the index') }),
        knownMetadata: () => ((questions += 1) > knownAt ? 'kept of it' : null),
      });
      await ask(gateway, PAGE);
      return (await ask(gateway, 'http://files.invalid/flask-1-py3-none-any.whl.metadata')).text;
    };
    expect(await told(`sha256=${SHA}`, 1)).toBe('from the index');
    // Nothing is promised where it was known when the page was written, or where the index itself tells no digest.
    expect(await told(`sha256=${SHA}`, 0)).toBe('kept of it');
    expect(await told('true', 1)).toBe('kept of it');
  });

  test('tells what metadata it gave', async () => {
    const given: string[] = [];
    const gateway = await handing({
      fetchMetadata: (url) => Promise.resolve({ status: 200, url, contentType: '', body: Buffer.from('Name: flask') }),
      onMetadata: (metadata) => given.push(metadata.toString()),
    });
    await ask(gateway, PAGE);
    await ask(gateway, 'http://files.invalid/flask-1-py3-none-any.whl.metadata');
    expect(given).toEqual(['Name: flask']);
  });
});

describe('an address of the gateway\'s own', () => {
  test('serves without a credential, and what its pages name are such addresses as well', async () => {
    const path = join(await makeFolder({}), 'flask');
    await writeFile(path, 'wheel');
    const gateway = await handing({ fetchFile: () => Promise.resolve({ path }) });
    const { status, text } = await fetchOwn(gateway.ownAddress(PAGE));
    expect(status).toBe(200);
    const [, file = ''] = /href="([^"]+\.whl)"/.exec(text) ?? [];
    expect(file).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/files\.invalid\/flask-1-py3-none-any\.whl$/);
    expect(await fetchOwn(file)).toMatchObject({ status: 200, text: 'wheel' });
  });

  test('is the same when the gateway is asked for it as a proxy', async () => {
    const gateway = await handing();
    expect((await ask(gateway, gateway.ownAddress(PAGE), { userinfo: null })).status).toBe(200);
  });

  test('is worth nothing with another secret, and its secret does not open the proxy', async () => {
    const gateway = await handing();
    const [, secret = ''] = new URL(gateway.ownAddress(PAGE)).pathname.split('/');
    expect((await fetchOwn(gateway.ownAddress(PAGE).replace(secret, secret.replace(/./g, '0')))).status).toBe(407);
    expect((await ask(gateway, PAGE, { userinfo: { username: 'depsec', password: secret } })).status).toBe(407);
  });

  test('reaches only what an index offers', async () => {
    const gateway = await handing();
    expect((await fetchOwn(gateway.ownAddress('http://evil.invalid/'))).status).toBe(403);
    expect((await fetchOwn(gateway.ownAddress(PAGE).replace('index.invalid', '%zz'))).status).toBe(403);
    expect(gateway.record().refused).toContain('http://evil.invalid/');
  });

  test('of the empty place is a page without links', async () => {
    const gateway = await handing();
    expect(await fetchOwn(gateway.ownAddress(`${gateway.emptyPlace}flask/`))).toMatchObject({ status: 200, text: expect.not.stringContaining('href') });
  });
});
