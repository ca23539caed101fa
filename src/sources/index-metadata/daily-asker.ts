import { ToolError } from '../../core/errors.js';
import type { Clock } from '../../platform/clock.js';
import { statusError, type HttpAnswer, type RequestOptions } from '../../platform/http.js';

/** What came of asking. `absent`: there is no such document, so nothing is missing. */
export type DailyAnswer<Value> = { readonly kind: 'known'; readonly value: Value } | { readonly kind: 'absent' } | { readonly kind: 'failed'; readonly why: string };

/** What an earlier run was told, and when; milliseconds since 1970. */
export interface KeptAnswer {
  readonly askedAt: number;
  readonly etag: string | null;
  /** Plain JSON. */
  readonly value: unknown;
}

export interface DailyTools {
  readonly request: (url: string, options: RequestOptions) => Promise<HttpAnswer>;
  readonly recall: (url: string) => KeptAnswer | null;
  readonly remember: (url: string, kept: KeptAnswer) => void;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly signal: AbortSignal;
}

/** One document: where it lies, and how it is read into plain JSON. */
export interface DailyQuestion<Value> {
  readonly url: string;
  readonly accept: string;
  /** Null for what is not the document that was asked for. */
  readonly read: (answer: HttpAnswer) => Value | null;
  /** True for what `read` made, read back from the store. */
  readonly isValue: (value: unknown) => value is Value;
}

/** Asks for a document at most once a day, whatever runs there are. Never throws for a reason of the service's. */
export type DailyAsker = <Value>(question: DailyQuestion<Value>) => Promise<DailyAnswer<Value>>;

const DAY_MS = 86_400_000;
const CALL_MS = 5_000;
/** For all calls of a run together, counted from the first. */
const RUN_MS = 20_000;
// The document of a project with thousands of files has some megabytes.
const MOST_BYTES = 50_000_000;
const PARALLEL = 6;
/** A service that has failed so often in a row is not asked again in this run. */
const PATIENCE = 3;

const failed = (why: string): { readonly kind: 'failed'; readonly why: string } => ({ kind: 'failed', why });

interface Attempt<Value> extends DailyQuestion<Value> {
  readonly kept: { readonly etag: string | null; readonly value: Value } | null;
}

async function askNow<Value>({ url, accept, read, kept }: Attempt<Value>, tools: DailyTools): Promise<DailyAnswer<Value>> {
  const headers = { accept, ...(kept?.etag ? { 'if-none-match': kept.etag } : {}) };
  const answer = await tools.request(url, { timeoutMs: CALL_MS, maxBytes: MOST_BYTES, retries: 1, maxRedirects: 3, headers, signal: tools.signal });
  const askedAt = tools.clock.nowMs();
  if (answer.status === 304 && kept !== null) {
    tools.remember(url, { ...kept, askedAt });
    return { kind: 'known', value: kept.value };
  }
  if (answer.status === 404 || answer.status === 410) return { kind: 'absent' };
  if (answer.status !== 200) throw statusError(url, answer.status);
  const value = read(answer);
  if (value === null) return failed('answers with something that is not about this project');
  tools.remember(url, { askedAt, etag: answer.headers['etag'] ?? null, value });
  return { kind: 'known', value };
}

/** Lets `most` work at once; the others wait in the order they came. */
function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free === 0) await new Promise<void>((go) => { waiting.push(go); });
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** The reason of a failure of the network, without the address that it begins with. Throws everything else. */
function networkReason(error: unknown): string {
  if (!(error instanceof ToolError) || error.code !== 'network') throw error;
  return error.message.split('\n')[0]?.replace(/^\S+: /, '') ?? 'failed';
}

export function createDailyAsker(tools: DailyTools): DailyAsker {
  const turn = limited(PARALLEL);
  let startedAt: number | null = null;
  let failures = 0;
  let lastWhy = '';
  const attempt = async <Value>(question: Attempt<Value>): Promise<DailyAnswer<Value>> => {
    startedAt ??= tools.clock.monotonicMs();
    if (failures >= PATIENCE) return failed(lastWhy);
    if (tools.clock.monotonicMs() - startedAt > RUN_MS) return failed(`took more than ${RUN_MS / 1000} seconds in all`);
    const answer = await askNow(question, tools).catch((error: unknown) => {
      tools.signal.throwIfAborted();
      return failed(networkReason(error));
    });
    failures = answer.kind === 'failed' ? failures + 1 : 0;
    if (answer.kind === 'failed') lastWhy = answer.why;
    return answer;
  };
  return async (question) => {
    const row = tools.recall(question.url);
    const kept = row !== null && question.isValue(row.value) ? { etag: row.etag, value: row.value, askedAt: row.askedAt } : null;
    // A clock that was set back must not keep an answer for ever.
    if (kept !== null && Math.abs(tools.clock.nowMs() - kept.askedAt) < DAY_MS) return { kind: 'known', value: kept.value };
    return await turn(() => attempt({ ...question, kept }));
  };
}
