import type { Clock } from '../../platform/clock.js';
import type { OfflineAdvisories } from '../offline-advisories.js';
import type { Osv, RecordState } from '../osv.js';
import { list } from './json.js';
import { isUnread } from './read-record.js';
import { reasonOf, recordFinder, type FindRecord, type RecordCache } from './record-finder.js';
import type { AdvisoryRecord, UnreadRecord } from './record.js';

/** Where answers and records are kept between runs. */
export interface AnswerCache extends RecordCache {
  readonly answer: (name: string) => { readonly askedAt: number; readonly value: unknown } | null;
  readonly putAnswer: (name: string, answer: { readonly askedAt: number; readonly value: unknown }) => void;
}

/** What is known of a project: by asking, or by an answer of earlier. */
export interface ProjectRecords {
  readonly records: readonly AdvisoryRecord[];
  readonly unread: readonly UnreadRecord[];
  /** When OSV said so; null when neither it nor an earlier answer says anything. */
  readonly askedAt: number | null;
  /** Why OSV could not be asked; null when it was, or needed not be. */
  readonly failure: string | null;
}

export interface OnlineTools {
  /** Null: nobody is asked, and what was kept may be as old as stale answers may be. */
  readonly osv: Osv | null;
  readonly cache: AnswerCache;
  readonly offline: Pick<OfflineAdvisories, 'answer'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

const MINUTE = 60_000;
const FRESH_MS = 60 * MINUTE;
// A false alarm about malware is put right soon, and nobody can waive it.
const FRESH_MALWARE_MS = 15 * MINUTE;
const STALE_MS = 7 * 24 * 60 * MINUTE;

interface Kept {
  readonly askedAt: number;
  readonly states: readonly RecordState[];
}

function keptAnswer(name: string, { cache, clock }: OnlineTools): Kept | null {
  const kept = cache.answer(name);
  // From the future: the clock was put back, so nobody knows how old it is.
  if (kept === null || !Array.isArray(kept.value) || kept.askedAt > clock.nowMs()) return null;
  const states = kept.value.map((pair: unknown) => list(pair)).map(([id, modified]) => ({ id: String(id), modified: String(modified) }));
  return { askedAt: kept.askedAt, states };
}

function isFresh(kept: Kept | null, now: number): boolean {
  if (kept === null) return false;
  const { askedAt, states } = kept;
  return now - askedAt < (states.some(({ id }) => id.startsWith('MAL-')) ? FRESH_MALWARE_MS : FRESH_MS);
}

const onlyAbout = (name: string, record: AdvisoryRecord): AdvisoryRecord => ({ ...record, affected: record.affected.filter((one) => one.name === name) });

interface Named {
  readonly name: string;
  readonly kept: Kept | null;
  readonly failure: string | null;
}

async function gather({ name, kept, failure }: Named, find: FindRecord, { offline }: OnlineTools): Promise<ProjectRecords> {
  if (kept === null) return { records: [], unread: [], askedAt: null, failure };
  const onDisk = new Map(kept.states.length === 0 ? [] : offline.answer(name).records.map((record) => [record.id, record]));
  const found = (await Promise.all(kept.states.map((state) => find(state, onDisk.get(state.id) ?? null)))).flat();
  return {
    records: found.flatMap((one) => (isUnread(one) ? [] : [onlyAbout(name, one)])),
    unread: found.filter(isUnread),
    askedAt: kept.askedAt,
    failure,
  };
}

function remember(states: ReadonlyMap<string, readonly RecordState[]>, { cache, clock }: OnlineTools): ReadonlyMap<string, Kept> {
  const askedAt = clock.nowMs();
  for (const [name, found] of states) cache.putAnswer(name, { askedAt, value: found.map(({ id, modified }) => [id, modified]) });
  return new Map([...states].map(([name, found]) => [name, { askedAt, states: found }]));
}

/** What OSV knows of projects, asked for all of them at once. When it cannot be asked once, it is not asked again in this run. */
export function createOnlineAdvisories(tools: OnlineTools): { readonly ask: (names: readonly string[]) => Promise<ReadonlyMap<string, ProjectRecords>> } {
  const { osv, clock } = tools;
  let failure: string | null = null;
  const find = recordFinder({ osv, cache: tools.cache, onGivenUp: (reason) => { failure ??= reason; } });

  const askAnew = async (names: readonly string[]): Promise<ReadonlyMap<string, Kept>> => {
    if (names.length === 0 || osv === null || failure !== null) return new Map();
    try {
      return remember(await osv.statesFor(names), tools);
    } catch (error) {
      failure = reasonOf(error);
      return new Map();
    }
  };
  const ask = async (names: readonly string[]): Promise<ReadonlyMap<string, ProjectRecords>> => {
    const now = clock.nowMs();
    const kept = new Map(names.map((name) => [name, keptAnswer(name, tools)]));
    const isNew = (name: string): boolean => isFresh(kept.get(name) ?? null, now);
    const answered = await askAnew(names.filter((name) => !isNew(name)));
    const named = names.map((name): Named => {
      const current = answered.get(name) ?? null;
      const earlier = kept.get(name) ?? null;
      if (current !== null || isNew(name)) return { name, kept: current ?? earlier, failure: null };
      return { name, kept: earlier !== null && now - earlier.askedAt <= STALE_MS ? earlier : null, failure };
    });
    return new Map(await Promise.all(named.map(async (each) => [each.name, await gather(each, find, tools)] as const)));
  };
  return { ask };
}
