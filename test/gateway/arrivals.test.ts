import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Gateway, PageAnswer } from '../../src/gateway/open-gateway.js';
import { ask, makeGateway } from './proxied.js';

const INDEX = 'https://index.invalid/simple/';
const PAGE = `${INDEX}flask/`;
const ASKED = 'http://index.invalid/simple/flask/';
const html = (url: string, letters: number): PageAnswer => ({ status: 200, url, contentType: 'text/html', body: Buffer.from(`<a href="https://files.invalid/${'x'.repeat(letters)}.whl">x</a>`) });

const gatewayWith = (fetchPage: (url: string) => Promise<PageAnswer>): Promise<Gateway> => makeGateway({ indexes: [INDEX], fetchPage });

/** Asks for a page as pip does; `onData` is called with the first bytes of the answer. */
function begin(gateway: Gateway, onData: (socket: Socket) => unknown): Socket {
  const { username, password, port } = new URL(gateway.proxyUrl);
  const credential = Buffer.from(`${username}:${password}`).toString('base64');
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(`GET ${ASKED} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${credential}\r\n\r\n`));
  socket.on('error', () => socket.destroy());
  socket.once('data', () => onData(socket));
  return socket;
}

test.each([['a short page', 1], ['one longer than the system keeps', 8_000_000]])('a connection that is reset in %s is noted: pip would take the project for empty', async (_, letters) => {
  const gateway = await gatewayWith((url) => Promise.resolve(html(url, letters)));
  begin(gateway, (socket) => socket.resetAndDestroy());
  await expect.poll(() => gateway.record().lost, { timeout: 20_000 }).toEqual([PAGE]);
});

test('a page that began to arrive stays lost: its reader does not ask again', async () => {
  const gateway = await gatewayWith((url) => Promise.resolve(html(url, 1)));
  begin(gateway, (socket) => socket.resetAndDestroy());
  await expect.poll(() => gateway.record().lost, { timeout: 20_000 }).toEqual([PAGE]);
  await ask(gateway, ASKED);
  expect(gateway.record().lost).toEqual([PAGE]);
});

test('a page that nobody waited for is lost only until it is asked for again and taken', async () => {
  const broken = { off: (): void => {} };
  const gateway = await gatewayWith(async (url) => {
    broken.off();
    await expect.poll(() => gateway.record().lost, { timeout: 20_000 }).toEqual([PAGE]);
    return html(url, 1);
  });
  const socket = begin(gateway, () => {});
  broken.off = () => void socket.resetAndDestroy();
  await expect.poll(() => gateway.record().lost, { timeout: 20_000 }).toEqual([PAGE]);
  await ask(gateway, ASKED);
  expect(gateway.record().lost).toEqual([]);
});

test('whoever hangs up with the whole page, or asks on, has lost nothing', async () => {
  const gateway = await gatewayWith((url) => Promise.resolve(html(url, 1)));
  const ended = new Promise<void>((resolve) => void begin(gateway, (socket) => socket.end()).on('close', () => resolve()));
  await ended;
  await ask(gateway, ASKED);
  expect(gateway.record().lost).toEqual([]);
});
