import { ToolError } from '../core/errors.js';
import type { Http, HttpAnswer } from '../platform/http.js';
import { statusError } from '../platform/http.js';
import type { Clock } from '../platform/clock.js';
import { loadScorer } from './advisories/cvss.js';
import { field, isObject, list, parseJson, text } from './advisories/json.js';
import { isUnread, readRecord } from './advisories/read-record.js';
import type { AdvisoryRecord, UnreadRecord } from './advisories/record.js';

/** The state of a record. */
export interface RecordState {
  readonly id: string;
  readonly modified: string;
}

export interface OsvTools {
  readonly http: Pick<Http, 'request'>;
  /** `https://api.osv.dev` as a rule. */
  readonly url: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly signal: AbortSignal;
  /** Milliseconds for one call with its retries, and for all calls of a run: 10 and 30 seconds unless told. */
  readonly limits?: { readonly callMs: number; readonly runMs: number };
}

/** The OSV service (google.github.io/osv.dev/api). All of it throws ToolError `network` for what fails or is not what it must be. */
export interface Osv {
  /** The records about each of these projects, in all their versions. */
  readonly statesFor: (names: readonly string[]) => Promise<ReadonlyMap<string, readonly RecordState[]>>;
  readonly record: (id: string) => Promise<AdvisoryRecord | UnreadRecord>;
}

const PER_BATCH = 1_000;
const LIMITS = { callMs: 10_000, runMs: 30_000 };
const MOST_BATCH_BYTES = 64_000_000;
const MOST_RECORD_BYTES = 8_000_000;
const MOST_PAGES = 50;
// An id becomes a part of an address.
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

interface Question {
  readonly name: string;
  readonly token: string | null;
}

interface Page {
  readonly states: readonly RecordState[];
  readonly token: string | null;
}

const wrong = (what: string): ToolError => new ToolError('network', `OSV answers with ${what}`);

function stateOf(raw: unknown): RecordState {
  const [id, modified] = [text(field(raw, 'id')), text(field(raw, 'modified'))];
  if (id === null || modified === null || !ID.test(id)) throw wrong('something that names no advisory');
  return { id, modified };
}

function readPage(raw: unknown): Page {
  if (!isObject(raw)) throw wrong('something that is no result');
  const vulns = raw['vulns'] ?? [];
  if (!Array.isArray(vulns)) throw wrong('something that is no list of advisories');
  return { states: vulns.map(stateOf), token: text(raw['next_page_token']) };
}

function readBatch(body: Buffer, questions: readonly Question[]): readonly Page[] {
  const results = field(parseJson(body.toString('utf8')), 'results');
  if (!Array.isArray(results) || results.length !== questions.length) throw wrong('something else than a result for each question');
  return results.map(readPage);
}

type Asker = (path: string, question: { readonly body?: string; readonly maxBytes: number }) => Promise<HttpAnswer>;

function askerOf({ http, url, clock, signal, limits = LIMITS }: OsvTools): Asker {
  let end: number | null = null;
  return async (path, { body, maxBytes }) => {
    end ??= clock.monotonicMs() + limits.runMs;
    const timeoutMs = Math.min(limits.callMs, Math.floor(end - clock.monotonicMs()));
    if (timeoutMs <= 0) throw new ToolError('network', `OSV took more than ${limits.runMs / 1_000} seconds in all`);
    const post = body === undefined ? {} : { method: 'POST' as const, body, headers: { 'content-type': 'application/json' } };
    // Asking twice does no harm here.
    return await http.request(`${url}${path}`, { ...post, timeoutMs, maxBytes, retries: 2, maxRedirects: 2, signal });
  };
}

async function batch(questions: readonly Question[], ask: Asker): Promise<readonly Page[]> {
  const queries = questions.map(({ name, token }) => ({ package: { name, ecosystem: 'PyPI' }, ...(token === null ? {} : { page_token: token }) }));
  const answer = await ask('/v1/querybatch', { body: JSON.stringify({ queries }), maxBytes: MOST_BATCH_BYTES });
  if (answer.status !== 200) throw statusError(answer.url, answer.status);
  return readBatch(answer.body, questions);
}

async function allPages(names: readonly string[], ask: Asker): Promise<ReadonlyMap<string, readonly RecordState[]>> {
  const states = new Map<string, RecordState[]>(names.map((name) => [name, []]));
  let questions: readonly Question[] = names.map((name) => ({ name, token: null }));
  for (let pages = 0; questions.length > 0; pages += 1) {
    if (pages >= MOST_PAGES) throw wrong('pages without end');
    const answers = await batch(questions, ask);
    const further: Question[] = [];
    questions.forEach(({ name }, index) => {
      const page = answers[index];
      states.get(name)?.push(...(page?.states ?? []));
      if (page && page.token !== null) further.push({ name, token: page.token });
    });
    questions = further;
  }
  return states;
}

async function statesFor(names: readonly string[], ask: Asker): Promise<ReadonlyMap<string, readonly RecordState[]>> {
  const states = new Map<string, readonly RecordState[]>();
  for (let start = 0; start < names.length; start += PER_BATCH) {
    for (const [name, found] of await allPages(names.slice(start, start + PER_BATCH), ask)) states.set(name, found);
  }
  return states;
}

async function recordOf(id: string, ask: Asker): Promise<AdvisoryRecord | UnreadRecord> {
  const [answer, score] = await Promise.all([ask(`/v1/vulns/${encodeURIComponent(id)}`, { maxBytes: MOST_RECORD_BYTES }), loadScorer()]);
  if (answer.status === 404) return { id, why: 'OSV names it and does not have it' };
  if (answer.status !== 200) throw statusError(answer.url, answer.status);
  const raw = parseJson(answer.body.toString('utf8'));
  if (text(field(raw, 'id')) === null) throw wrong('something that is no advisory');
  const record = readRecord(raw, score);
  if (record.id !== id) return { id, why: 'OSV answered with another record' };
  return isUnread(record) || list(field(raw, 'affected')).length > 0 ? record : { id, why: 'it says nothing about any project' };
}

/** OSV, asked over the network. One deadline holds for all that a run asks. */
export function openOsv(tools: OsvTools): Osv {
  const ask = askerOf(tools);
  return { statesFor: (names) => statesFor(names, ask), record: (id) => recordOf(id, ask) };
}

/** The source as a plug-in: its id is its file name. */
export default { title: 'The OSV database of advisories, asked over the network', load: openOsv } as const;
