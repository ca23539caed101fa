import { ToolError } from '../core/errors.js';
import type { PackageName } from '../core/name.js';
import type { Clock } from '../platform/clock.js';
import type { HttpAnswer, RequestOptions } from '../platform/http.js';
import { readDetails, type ProjectDetails } from './index-metadata/read-details.js';

export type { ProjectDetails } from './index-metadata/read-details.js';

/** What came of asking. `absent`: the index has no such document, so nothing is missing. */
export type DetailsAnswer = { readonly kind: 'known'; readonly details: ProjectDetails } | { readonly kind: 'absent' } | { readonly kind: 'failed'; readonly why: string };

/** What an earlier run was told. */
export interface KeptDetails {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly etag: string | null;
  readonly details: ProjectDetails;
}

export interface IndexMetadataTools {
  readonly request: (url: string, options: RequestOptions) => Promise<HttpAnswer>;
  readonly recall: (url: string) => KeptDetails | null;
  readonly remember: (url: string, kept: KeptDetails) => void;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly signal: AbortSignal;
}

/** The project JSON of a public index (`/pypi/NAME/json`), asked for at most once a day and project. */
export interface IndexMetadata {
  /** `index`: URL of the simple API. Never throws for a reason of the service's. */
  readonly ask: (project: PackageName, index: string) => Promise<DetailsAnswer>;
}

const DAY_MS = 86_400_000;
const CALL_MS = 5_000;
/** For all calls of a run together, counted from the first. */
const RUN_MS = 20_000;
// The document of a project with thousands of files has some megabytes.
const MOST_BYTES = 50_000_000;
const PARALLEL = 6;
/** A service that has failed so often in a row is not asked again in this run. */
const PATIENCE = 3;

/** Where the JSON lies, seen from the simple API; null for an index that has it nowhere known. */
export function detailsUrl(project: PackageName, index: string): string | null {
  const base = index.replace(/\/+$/, '');
  return /^https?:/i.test(base) && base.endsWith('/simple') ? `${base.slice(0, -'/simple'.length)}/pypi/${project}/json` : null;
}

const failed = (why: string): DetailsAnswer => ({ kind: 'failed', why });

async function askNow({ project, url, kept }: { readonly project: PackageName; readonly url: string; readonly kept: KeptDetails | null }, tools: IndexMetadataTools): Promise<DetailsAnswer> {
  const headers = { accept: 'application/json', ...(kept?.etag ? { 'if-none-match': kept.etag } : {}) };
  const answer = await tools.request(url, { timeoutMs: CALL_MS, maxBytes: MOST_BYTES, retries: 1, maxRedirects: 3, headers, signal: tools.signal });
  const askedAt = tools.clock.nowMs();
  if (answer.status === 304 && kept !== null) {
    tools.remember(url, { ...kept, askedAt });
    return { kind: 'known', details: kept.details };
  }
  if (answer.status === 404 || answer.status === 410) return { kind: 'absent' };
  if (answer.status !== 200) return failed(`answers with status ${answer.status}`);
  const details = readDetails(answer.body, project);
  if (details === null) return failed('answers with something that is not the JSON of this project');
  tools.remember(url, { askedAt, etag: answer.headers['etag'] ?? null, details });
  return { kind: 'known', details };
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

export function createIndexMetadata(tools: IndexMetadataTools): IndexMetadata {
  const turn = limited(PARALLEL);
  let startedAt: number | null = null;
  let failures = 0;
  let lastWhy = '';
  const attempt = async (question: Parameters<typeof askNow>[0]): Promise<DetailsAnswer> => {
    startedAt ??= tools.clock.monotonicMs();
    if (failures >= PATIENCE) return failed(lastWhy);
    if (tools.clock.monotonicMs() - startedAt > RUN_MS) return failed(`took more than ${RUN_MS / 1000} seconds in all`);
    try {
      const answer = await askNow(question, tools);
      failures = answer.kind === 'failed' ? failures + 1 : 0;
      if (answer.kind === 'failed') lastWhy = answer.why;
      return answer;
    } catch (error) {
      tools.signal.throwIfAborted();
      if (!(error instanceof ToolError) || error.code !== 'network') throw error;
      failures += 1;
      lastWhy = error.message.split('\n')[0]?.replace(/^\S+: /, '') ?? 'failed';
      return failed(lastWhy);
    }
  };
  return {
    ask: async (project, index) => {
      const url = detailsUrl(project, index);
      if (url === null) return { kind: 'absent' };
      const kept = tools.recall(url);
      // A clock that was set back must not keep an answer for ever.
      if (kept !== null && Math.abs(tools.clock.nowMs() - kept.askedAt) < DAY_MS) return { kind: 'known', details: kept.details };
      return await turn(() => attempt({ project, url, kept }));
    },
  };
}

/** The source as a plug-in: its id is its file name. */
export default { title: 'What a public index knows of a project beyond its files', load: createIndexMetadata } as const;
