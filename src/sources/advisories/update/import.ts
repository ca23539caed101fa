import type { MemberName } from '../../../archive/member.js';
import { readArchive } from '../../../archive/read-archive.js';
import { parseJson } from '../json.js';
import { isUnread, readRecord, standIn, type ScoreVector } from '../read-record.js';
import type { AdvisoryRecord } from '../record.js';

/** One record as it concerns one project. */
export interface ImportRow {
  readonly name: string;
  readonly id: string;
  readonly value: AdvisoryRecord;
}

export interface Imported {
  readonly records: number;
  /** Records that cannot be read. Where they name a project, its packages count as not fully checked. */
  readonly unread: number;
  /** When the newest record was modified (milliseconds since 1970). */
  readonly newest: number;
}

const PER_STEP = 500;

const rowsOf = (record: AdvisoryRecord): readonly ImportRow[] =>
  [...new Set(record.affected.map(({ name }) => name))].map((name) => ({ name, id: record.id, value: { ...record, affected: record.affected.filter((one) => one.name === name) } }));

/** A record from its JSON text; one that cannot be read as a stand-in that says so, null where not even that can be made. */
export function recordFrom(text: string, score: ScoreVector): { readonly record: AdvisoryRecord | null; readonly isUnread: boolean } {
  const raw = parseJson(text);
  const record = readRecord(raw, score);
  return isUnread(record) ? { record: standIn(raw, record.why), isUnread: true } : { record, isUnread: false };
}

/** Rows of a record, none of a withdrawn one. */
export const rowsFrom = (record: AdvisoryRecord | null): readonly ImportRow[] => (record === null || record.isWithdrawn ? [] : rowsOf(record));

export interface ImportOptions {
  readonly score: ScoreVector;
  readonly add: (rows: readonly ImportRow[]) => void;
  /** Hears before each record how many were read, of how many. May throw, to stop. */
  readonly onRecord: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Reads every record of a database zip and hands its rows over, some hundreds at a time. Throws `ArchiveRefusal` for what is no sound zip. */
export async function importArchive(path: string, { score, add, onRecord }: ImportOptions): Promise<Imported> {
  let [records, unread, newest, total] = [0, 0, 0, 0];
  let rows: ImportRow[] = [];
  // Asked about every member of a zip before the first is read.
  const wantContent = (member: MemberName): boolean => {
    const isRecord = member.path.endsWith('.json');
    total += isRecord ? 1 : 0;
    return isRecord;
  };
  for await (const { path: name, content } of readArchive(path, { wantContent })) {
    if (!name.endsWith('.json')) continue;
    onRecord({ done: records, total });
    const read = recordFrom(content?.toString('utf8') ?? '', score);
    records += 1;
    unread += read.isUnread ? 1 : 0;
    newest = Math.max(newest, read.record === null ? 0 : Date.parse(read.record.modified));
    rows.push(...rowsFrom(read.record));
    if (rows.length < PER_STEP) continue;
    add(rows);
    rows = [];
  }
  if (rows.length > 0) add(rows);
  return { records, unread, newest };
}
