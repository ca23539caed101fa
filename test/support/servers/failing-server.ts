import { createServer } from 'node:http';
import { listening } from './index-server.js';
import type { OsvFault } from './osv-server.js';

/** What there would have been to say: long enough that nobody waits for the end of it at ten bytes a second. */
const HONEST = `{"results":[{}],"padding":"${'A'.repeat(300)}"}`;

/** A server on the loopback that fails whoever asks it for anything, always in the same way. Returns its address without a slash, and how it is ended. */
export async function startFailing(fault: OsvFault): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => fault(response, HONEST, request));
  });
  const port = await listening(server);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
