import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadScorer } from '../../../src/sources/advisories/cvss.js';
import { isUnread, readRecord } from '../../../src/sources/advisories/read-record.js';
import type { AdvisoryRecord } from '../../../src/sources/advisories/record.js';

/** A record as OSV publishes it, as far as tests look into it. */
export interface RawRecord {
  readonly id: string;
  readonly modified: string;
  readonly aliases?: readonly string[];
  readonly withdrawn?: string;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly versions?: readonly string[];
    readonly ranges?: readonly { readonly type: string; readonly events: readonly Readonly<Record<string, string>>[] }[];
  }[];
}

const linesOf = (text: string): readonly RawRecord[] => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as RawRecord);

/** The PyPA advisory database of October 2024, as published (CC-BY 4.0). */
export const pypaRecords = (): readonly RawRecord[] => linesOf(gunzipSync(readFileSync('fixtures/advisories/pypa-advisories.jsonl.gz')).toString('utf8'));

/** A malicious-package record and a GHSA record with a CVSS vector. */
export const otherRecords = (): readonly RawRecord[] => linesOf(readFileSync('fixtures/advisories/osv-examples.jsonl', 'utf8'));

/** As depsec keeps them. Throws where one cannot be read. */
export async function readAll(raw: readonly unknown[]): Promise<readonly AdvisoryRecord[]> {
  const score = await loadScorer();
  return raw.map((one) => {
    const record = readRecord(one, score);
    if (isUnread(record)) throw new Error(`${record.id}: ${record.why}`);
    return record;
  });
}
