import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parseObject, recordsAt, stringAt } from '../json.js';

/** A question as it arrived. */
export interface AskedModel {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly model: string;
  readonly system: string;
  readonly prompt: string;
}

/** Answers in the place of the service. */
export type ModelAnswer = (response: ServerResponse, asked: AskedModel) => void;

export interface MessagesServer {
  readonly url: string;
  readonly asked: AskedModel[];
  readonly close: () => Promise<void>;
}

/** Content blocks as the service would send them. */
export const sendBlocks = (content: readonly object[], stop = 'end_turn'): ModelAnswer => (response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: 'msg_1', type: 'message', role: 'assistant', model: 'stub', content, stop_reason: stop, stop_sequence: null, usage: { input_tokens: 100, output_tokens: 10 } }));
};

/** A text as the service would send it. */
export const sendText = (text: string, stop = 'end_turn'): ModelAnswer => sendBlocks([{ type: 'text', text }], stop);

export const sendFindings = (findings: readonly object[]): ModelAnswer => sendText(JSON.stringify({ findings }));

/** An error as the service would send it. */
export const sendError = (status: number, headers: Readonly<Record<string, string>> = {}): ModelAnswer => (response) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ type: 'error', error: { type: 'stub_error', message: 'as the test wants it' } }));
};

function askedOf(path: string, headers: IncomingHttpHeaders, body: string): AskedModel {
  const document = parseObject(body);
  return { path, headers, body, model: stringAt(document, 'model') ?? '', system: stringAt(document, 'system') ?? '', prompt: stringAt(recordsAt(document, 'messages')[0] ?? {}, 'content') ?? '' };
}

/** A loopback stub of the Messages API: each question gets the next of the answers, the last one again and again. */
export async function startMessages(...answers: readonly ModelAnswer[]): Promise<MessagesServer> {
  const asked: AskedModel[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const question = askedOf(request.url ?? '', request.headers, Buffer.concat(chunks).toString('utf8'));
      asked.push(question);
      answers[Math.min(asked.length, answers.length) - 1]?.(response, question);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}
