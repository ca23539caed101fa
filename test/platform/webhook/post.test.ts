import { expect, test } from 'vitest';
import { webhookPlace } from '../../../src/platform/webhook/place.js';
import { createPoster, type PosterOptions } from '../../../src/platform/webhook/post.js';
import { serve } from '../loopback.js';

const OPTIONS: PosterOptions = { caFile: null, timeoutMs: 5_000, userAgent: 'depsec-test' };

const send = (url: string, options: Partial<PosterOptions> = {}, signal = new AbortController().signal): Promise<string | null> =>
  createPoster(webhookPlace(url, true), { ...OPTIONS, ...options }).post({ body: '{"a":1}', headers: { 'x-one': 'two' }, signal });

test('a report arrives with its headers, and a 2xx answer says so', async () => {
  const server = await serve((_, response) => { response.writeHead(204).end(); });
  expect(await send(`${server.url}/hook?t=1`)).toBeNull();
  expect(server.seen).toMatchObject([{ method: 'POST', url: '/hook?t=1', headers: { 'x-one': 'two', 'user-agent': 'depsec-test' } }]);
});

test('a redirect is not followed', async () => {
  const server = await serve((_, response) => { response.writeHead(307, { location: '/elsewhere' }).end(); });
  expect(await send(server.url)).toMatch(/redirects \(307\)/);
  expect(server.seen).toHaveLength(1);
});

test('a receiver that fails, says nothing, or is not there is told in words without the URL', async () => {
  const failing = await serve((_, response) => { response.writeHead(500).end('sorry'); });
  const silent = await serve(() => undefined);
  expect(await send(`${failing.url}/t0ken`)).toBe('the receiver answers with status 500');
  expect(await send(`${silent.url}/t0ken`, { timeoutMs: 200 })).toBe('no complete answer in time');
  expect(await send('http://127.0.0.1:1/t0ken')).toBe('the connection was refused');
});

test('an answer without end is cut off, and still says that the report has arrived', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200);
    const pour = (): void => { if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(pour)); };
    pour();
  });
  expect(await send(server.url)).toBeNull();
});

test('the connection goes to the address that was checked, whatever the name would lead to', async () => {
  const server = await serve((_, response) => { response.writeHead(200).end(); });
  let asked = 0;
  const resolve = (): Promise<{ address: string; family: number }[]> => {
    asked += 1;
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  };
  expect(await send(`http://hooks.invalid:${server.port}/`, { resolve })).toBeNull();
  expect([asked, server.seen[0]?.headers.host]).toEqual([1, `hooks.invalid:${server.port}`]);
});

const resolveBoth = (): Promise<{ address: string; family: number }[]> => Promise.resolve([{ address: '127.0.0.1', family: 4 }, { address: '169.254.169.254', family: 4 }]);

test('a name of which one address is out of bounds is refused, and nothing is sent', async () => {
  const server = await serve((_, response) => { response.writeHead(200).end(); });
  expect(await send(`http://hooks.invalid:${server.port}/`, { resolve: resolveBoth })).toMatch(/metadata/);
  expect(await createPoster(webhookPlace(`https://hooks.invalid:${server.port}/`, false), { ...OPTIONS, resolve: resolveBoth }).post({ body: '', headers: {}, signal: new AbortController().signal })).toMatch(/internal/);
  expect(server.seen).toEqual([]);
});

test('a run that is stopped does not wait for a receiver or a name server that hangs', async () => {
  const stop = new AbortController();
  const hanging = send('http://hooks.invalid/', { resolve: () => new Promise(() => undefined) }, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(hanging).rejects.toThrow('stopped');
});
