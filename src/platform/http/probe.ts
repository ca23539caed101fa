import { ToolError } from '../../core/errors.js';
import { exchange, type Sender } from './exchange.js';
import { failureOf, shownUrl } from './network-error.js';

/** Statuses that a gateway gives for a server that is not there. */
const NOBODY_BEHIND = new Set([502, 503, 504]);

/** Asks once, without retries or redirects. Any answer of the server's own counts, also a refusal. */
export async function probe(sender: Sender, url: string, timeoutMs: number): Promise<'alive' | { readonly dead: string }> {
  try {
    const answer = await exchange(sender, { method: 'HEAD', url, headers: {}, maxRedirects: null, signal: AbortSignal.timeout(timeoutMs) });
    await answer.body.dump();
    if (answer.status === 407) return { dead: 'the proxy asks for a user name and password (407)' };
    return NOBODY_BEHIND.has(answer.status) ? { dead: `answers with status ${answer.status}` } : 'alive';
  } catch (cause) {
    if (cause instanceof ToolError && cause.code === 'network') return { dead: cause.message };
    const failure = failureOf(cause);
    if (failure === null) throw cause;
    return { dead: cause instanceof Error && cause.name === 'TimeoutError' ? `no answer from ${shownUrl(url)} within ${timeoutMs} ms` : failure.reason };
  }
}
