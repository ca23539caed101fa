import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as startRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openGateway, type Gateway, type GatewayTools } from '../../src/gateway/open-gateway.js';

export interface Reply {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const absent = (): Promise<never> => Promise.reject(new Error('not asked for in this test'));

/** A gateway for the running test, over the given upstream. */
export async function makeGateway(tools: Partial<GatewayTools>): Promise<Gateway> {
  const gateway = await openGateway({ indexes: [], findLinks: [], directUrls: [], directSources: [], offersMetadata: true, checksHashes: false, standIn: Buffer.alloc(0), describeSource: absent, fetchPage: absent, fetchFile: absent, fetchMetadata: absent, expectFile: () => {}, knownMetadata: () => null, ...tools });
  onTestFinished(gateway.close);
  return gateway;
}

/** Asks the gateway as pip does: the whole URL in the request line, the credential in a header. */
export function ask(gateway: Gateway, url: string, { method = 'GET', accept = 'text/html', userinfo = new URL(gateway.proxyUrl) }: { readonly method?: string; readonly accept?: string; readonly userinfo?: { readonly username: string; readonly password: string } | null } = {}): Promise<Reply> {
  const authorization = userinfo && `Basic ${Buffer.from(`${userinfo.username}:${userinfo.password}`).toString('base64')}`;
  const headers = { accept, host: 'whatever.invalid', ...(authorization ? { 'proxy-authorization': authorization } : {}) };
  return new Promise((resolve, reject) => {
    const sent = startRequest({ host: '127.0.0.1', port: new URL(gateway.proxyUrl).port, method, path: url, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, reason: response.statusMessage ?? '', headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Sends these bytes and returns all that comes back until the connection is closed. */
export function sendRaw(gateway: Gateway, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(gateway.proxyUrl).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => { answer += chunk.toString('latin1'); });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

/** A folder with these files, for the running test. */
export async function makeFolder(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depsec-gateway-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
