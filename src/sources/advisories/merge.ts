import type { Advisory, AdvisorySeverity } from '../../core/advisory.js';
import { advisorySeverities } from '../../core/advisory.js';
import { untrusted } from '../../core/untrusted.js';
import type { AdvisoryRecord, Score } from './record.js';

/** Puts records together that share an id or an alias, directly or through others. */
export function groupAliases<T extends { readonly record: AdvisoryRecord }>(entries: readonly T[]): readonly (readonly T[])[] {
  if (entries.length === 1) return [entries];
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let above = parents.get(root); above !== undefined && above !== root; above = parents.get(root)) root = above;
    parents.set(id, root);
    return root;
  };
  for (const { record } of entries) for (const alias of record.aliases) parents.set(rootOf(alias), rootOf(record.id));
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const root = rootOf(entry.record.id);
    const group = groups.get(root);
    if (group) group.push(entry);
    else groups.set(root, [entry]);
  }
  return [...groups.values()];
}

// People look for the CVE number; a MAL id says at once what it is.
const ORDER: readonly RegExp[] = [/^MAL-/, /^CVE-/, /^GHSA-/, /^PYSEC-/];
const rankOf = (id: string): number => (ORDER.findIndex((start) => start.test(id)) + ORDER.length + 1) % (ORDER.length + 1);
const byFame = (a: string, b: string): number => rankOf(a) - rankOf(b) || (a < b ? -1 : 1);

/** CVSS v3.1 section 5. */
function severityOf({ score }: Score): AdvisorySeverity | null {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : null;
}

const isMalware = ({ id, aliases }: AdvisoryRecord): boolean => [id, ...aliases].some((one) => one.startsWith('MAL-'));

const worstWord = (records: readonly AdvisoryRecord[]): AdvisorySeverity | undefined => advisorySeverities.find((word) => records.some(({ severity }) => severity === word));

/** What is known of a group besides its own records. */
export interface Surroundings {
  readonly affected: string;
  /** Records of the same flaw that do not list the version: their severity counts where the others have none. */
  readonly kin: readonly AdvisoryRecord[];
}

const newest = (records: readonly AdvisoryRecord[]): Score | null => records.flatMap(({ cvss }) => cvss ?? []).toSorted((a, b) => b.version - a.version || b.score - a.score)[0] ?? null;

// RFC 3339 in UTC, so the order of the text is that of time.
function earliest(records: readonly AdvisoryRecord[]): Advisory['published'] {
  const first = records.flatMap(({ published }) => published ?? []).toSorted((a, b) => (a < b ? -1 : 1))[0];
  return first === undefined ? null : untrusted(first);
}

/** One advisory of records that are aliases of one another; where it is fixed depends on the version. The newest CVSS version speaks for it, in it the highest score. */
export function mergeGroup(records: readonly AdvisoryRecord[], { affected, kin }: Surroundings): Omit<Advisory, 'fixedIn'> {
  const [id = '', ...aliases] = [...new Set(records.flatMap((record) => [record.id, ...record.aliases]))].toSorted(byFame);
  const cvss = newest(records) ?? newest(kin);
  const isMalicious = records.some(isMalware);
  return {
    id: untrusted(id),
    aliases: aliases.toSorted((a, b) => (a < b ? -1 : 1)).map(untrusted),
    kind: isMalicious ? 'malware' : 'vulnerability',
    severity: isMalicious ? 'critical' : ((cvss === null ? null : severityOf(cvss)) ?? worstWord(records) ?? worstWord(kin) ?? 'unknown'),
    cvss: cvss?.score ?? null,
    summary: untrusted(records.map(({ summary }) => summary).find((one) => one !== '') ?? ''),
    affected: untrusted(affected),
    isDisputed: records.some((record) => record.isDisputed),
    references: [...new Set(records.flatMap(({ references }) => references))].map(untrusted),
    published: earliest(records),
  };
}
