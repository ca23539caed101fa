import { prepare, type AskVersion } from './evaluate.js';
import type { AdvisoryRecord } from './record.js';

/** Gathers records by the projects that they are about; each list holds of a record only what is about that project. */
export function recordsByName(records: Iterable<AdvisoryRecord>): ReadonlyMap<string, readonly AdvisoryRecord[]> {
  const byName = new Map<string, AdvisoryRecord[]>();
  for (const record of records) {
    for (const name of new Set(record.affected.map((one) => one.name))) {
      const own = { ...record, affected: record.affected.filter((one) => one.name === name) };
      byName.set(name, [...(byName.get(name) ?? []), own]);
    }
  }
  return byName;
}

/** Prepares each project's records once, when it is first asked about. */
export function createEvaluator(): (name: string, records: readonly AdvisoryRecord[]) => AskVersion {
  const prepared = new Map<string, { readonly records: readonly AdvisoryRecord[]; readonly ask: AskVersion }>();
  return (name, records) => {
    const kept = prepared.get(name);
    if (kept?.records === records) return kept.ask;
    const ask = prepare(name, records);
    prepared.set(name, { records, ask });
    return ask;
  };
}
