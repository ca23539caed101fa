import { ToolError } from '../../core/errors.js';
import type { Osv, RecordState } from '../osv.js';
import { isUnread } from './read-record.js';
import { isAdvisoryRecord, type AdvisoryRecord, type UnreadRecord } from './record.js';

/** Records that are here already, by id. */
export interface RecordCache {
  readonly record: (id: string) => { readonly modified: string; readonly value: unknown } | null;
  readonly putRecord: (id: string, modified: string, value: unknown) => void;
}

export interface FinderTools {
  /** Null: nobody is asked. */
  readonly osv: Pick<Osv, 'record'> | null;
  readonly cache: RecordCache;
  /** Called once, when OSV gives no records any more. */
  readonly onGivenUp: (reason: string) => void;
}

/** A record in its present state; an older state of it beside the reason where that cannot be had. */
export type FindRecord = (state: RecordState, onDisk: AdvisoryRecord | null) => Promise<readonly (AdvisoryRecord | UnreadRecord)[]>;

const PARALLEL = 12;
// When so many records in a row cannot be had, the others will not come either.
const MOST_FAILURES = 3;

/** Lets so many work at the same time. */
function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => { waiting.push(resolve); });
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Why something of the network failed; other errors are thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof ToolError) return error.message;
  throw error;
}

function bringer({ osv, cache, onGivenUp }: FinderTools): (id: string) => Promise<AdvisoryRecord | UnreadRecord> {
  let failures = 0;
  return async (id) => {
    if (osv === null) return { id, why: 'OSV is not asked' };
    if (failures >= MOST_FAILURES) return { id, why: 'OSV does not give its records' };
    try {
      const record = await osv.record(id);
      failures = 0;
      if (!isUnread(record)) cache.putRecord(id, record.modified, record);
      return record;
    } catch (error) {
      failures += 1;
      if (failures === MOST_FAILURES) onGivenUp(reasonOf(error));
      return { id, why: reasonOf(error) };
    }
  };
}

/** Finds records: kept, on this machine, or at OSV, where each is asked for once. */
export function recordFinder(tools: FinderTools): FindRecord {
  const bring = bringer(tools);
  const gate = limited(PARALLEL);
  const brought = new Map<string, Promise<AdvisoryRecord | UnreadRecord>>();
  const once = (id: string): Promise<AdvisoryRecord | UnreadRecord> => {
    const record = brought.get(id) ?? gate(() => bring(id));
    brought.set(id, record);
    return record;
  };
  return async ({ id, modified }, onDisk) => {
    const kept = tools.cache.record(id)?.value ?? null;
    const known = [isAdvisoryRecord(kept) ? kept : null, onDisk].filter((one) => one !== null);
    const present = known.find((record) => Date.parse(record.modified) === Date.parse(modified));
    if (present) return [present];
    const record = await once(id);
    return isUnread(record) && known[0] ? [known[0], record] : [record];
  };
}
