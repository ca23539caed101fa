import { ToolError } from '../../core/errors.js';
import type { Http } from '../http.js';
import type { AskModel, ModelFailure, ModelReply } from './model-types.js';

/** Where a model is asked, and how. `timeoutMs` bounds every single request. */
export interface MessagesApi {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly http: Http;
  readonly timeoutMs: number;
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const MOST_BYTES = 500_000;
const BODILESS = new Set([204, 205, 304]);
const PASSED_ON = new Set(['content-type', 'retry-after', 'request-id']);

const urlOf = (input: string | URL | Request): string => (typeof input === 'string' ? input : input instanceof URL ? input.href : input.url);

/** depsec's own way to the network (proxy, certificates, a cap on what comes back) in the shape that the SDK asks for. Redirects are not followed: the key belongs to one host. */
function fetchOver({ http, timeoutMs }: MessagesApi): Fetch {
  return async (input, init) => {
    const answer = await http.request(urlOf(input), {
      method: 'POST', headers: Object.fromEntries(new Headers(init?.headers)), body: typeof init?.body === 'string' ? init.body : '',
      timeoutMs, maxBytes: MOST_BYTES, retries: 0, ...(init?.signal ? { signal: init.signal } : {}),
    });
    const headers = new Headers(Object.entries(answer.headers).filter(([name]) => PASSED_ON.has(name)));
    return new Response(BODILESS.has(answer.status) ? null : new Uint8Array(answer.body), { status: answer.status, headers });
  };
}

const failure = (why: string, how: Partial<ModelFailure> = {}): ModelFailure => ({ kind: 'failure', why, isTransient: false, isPermanent: false, retryAfterMs: null, ...how });

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function tokensOf(usage: unknown): number {
  const fields = fieldsOf(usage);
  const counts = ['input_tokens', 'output_tokens'].map((name) => fields.get(name));
  return counts.reduce<number>((sum, count) => sum + (typeof count === 'number' && count > 0 ? count : 0), 0);
}

function replyOf(message: unknown): ModelReply | ModelFailure {
  const fields = fieldsOf(message);
  const content: unknown = fields.get('content');
  if (!Array.isArray(content)) return failure('its answer is not a message');
  const blocks = content.map(fieldsOf);
  const text = blocks.filter((block) => block.get('type') === 'text').map((block) => block.get('text')).filter((part) => typeof part === 'string').join('');
  const stop = fields.get('stop_reason');
  return { kind: 'reply', text, stop: typeof stop === 'string' ? stop : 'nothing', usesTools: blocks.some((block) => String(block.get('type')).endsWith('tool_use')), tokens: tokensOf(fields.get('usage')) };
}

function statusFailure(status: number, retryAfter: string | null): ModelFailure {
  const seconds = retryAfter !== null && /^\d{1,4}$/.test(retryAfter) ? Number(retryAfter) : null;
  if (status === 401 || status === 403) return failure(`the key is not accepted (${status}); check ANTHROPIC_API_KEY`, { isPermanent: true });
  if (status === 404) return failure('there is no such model or address (404); check ai_model', { isPermanent: true });
  if (status === 429) return failure('it is asked too much (429)', { isTransient: true, retryAfterMs: seconds === null ? null : seconds * 1_000 });
  return failure(`it answers with status ${status}`, { isTransient: status >= 500 || status === 408 || status === 409, retryAfterMs: seconds === null ? null : seconds * 1_000 });
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

/** The SDK is loaded here and nowhere else. `client.post` is its way for any request: `messages.create` would print warnings of its own. */
export async function openMessagesApi(api: MessagesApi): Promise<AskModel> {
  const { default: Anthropic, AnthropicError, APIError, APIConnectionError, APIUserAbortError } = await import('@anthropic-ai/sdk');
  const client = new Anthropic({ apiKey: api.apiKey, baseURL: api.baseUrl, webhookKey: null, maxRetries: 0, timeout: api.timeoutMs, logLevel: 'off', openTelemetry: false, fetch: fetchOver(api) });
  return async ({ model, system, prompt, schema, maxTokens, signal }) => {
    const body = { model, system, max_tokens: maxTokens, messages: [{ role: 'user', content: prompt }], output_config: { format: { type: 'json_schema', schema } } };
    try {
      const message: unknown = await client.post('/v1/messages', { body, signal });
      return replyOf(message);
    } catch (error) {
      if (signal.aborted || error instanceof APIUserAbortError) return failure('no complete answer in time');
      if (error instanceof APIConnectionError) {
        const cause = causeOf(error);
        return failure(cause instanceof ToolError ? cause.message : error.message, { isTransient: cause instanceof ToolError && !cause.message.includes('is larger than') });
      }
      if (error instanceof APIError && typeof error.status === 'number') return statusFailure(error.status, error.headers instanceof Headers ? error.headers.get('retry-after') : null);
      if (error instanceof SyntaxError) return failure('its answer is not JSON');
      if (error instanceof AnthropicError) return failure('its answer cannot be read');
      throw error;
    }
  };
}
