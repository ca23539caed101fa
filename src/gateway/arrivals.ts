import type { Socket } from 'node:net';
import type { Exchange } from './respond.js';
import type { RunRecord } from './run-record.js';

/**
 * Sees whether answers arrive. pip takes a page whose connection broke for an empty one, and metadata cut short for all of them, and goes on
 * with an older version or another index's without a word.
 */
export interface Arrivals {
  /** To be told of every exchange. `url`: what the answer tells, where pip would believe a part of it; else null. */
  readonly watch: (exchange: Exchange, url: string | null) => void;
}

export function createArrivals({ lose, miss, take }: Pick<RunRecord, 'lose' | 'miss' | 'take'>): Arrivals {
  /** What it means that a connection breaks now: that the system has taken an answer tells nothing of pip. */
  const ifBroken = new WeakMap<Socket, () => unknown>();

  return {
    watch({ request: { socket }, response }, url) {
      if (!ifBroken.has(socket)) socket.on('error', () => ifBroken.get(socket)?.());
      const broken = (): unknown => (url === null ? null : (response.headersSent ? lose : miss)(url));
      // Whoever asks for something else on the same connection has what came before.
      ifBroken.set(socket, broken);
      if (url === null) return;
      let isSent = false;
      response.once('finish', () => {
        // Node says so of a response that has lost its connection as well.
        isSent = socket.errored === null;
        if (isSent) take(url);
      });
      response.once('close', () => { if (!isSent) broken(); });
    },
  };
}
