import type { Resolved } from '../../../core/artifact.js';
import type { Decision } from '../../../core/decision.js';
import { isPackageName, parsePackageName } from '../../../core/name.js';
import type { Plan } from '../plan.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a file came from, by what was judged: pip's listing saw stand-ins of sources, with digests of their own. */
function downloadInfo(item: Resolved, decision: Decision | undefined): Json {
  if (item.directUrl !== null) {
    const direct: unknown = JSON.parse(item.directUrl);
    if (isObject(direct)) return direct;
  }
  const { artifact } = decision?.report ?? {};
  const sha256 = artifact?.builtFrom?.sha256 ?? artifact?.sha256 ?? item.expectedSha256;
  return { url: item.url, archive_info: { hash: `sha256=${sha256}`, hashes: { sha256 } } };
}

function withOrigin(entry: unknown, { items }: Pick<Plan, 'items'>, decisions: readonly Decision[]): unknown {
  const metadata = isObject(entry) ? entry['metadata'] : null;
  const name = isObject(metadata) ? metadata['name'] : null;
  if (!isObject(entry) || typeof name !== 'string' || !isPackageName(name)) return entry;
  const at = items.findIndex((item) => item.name === parsePackageName(name));
  const item = items[at];
  return item === undefined ? entry : { ...entry, download_info: downloadInfo(item, decisions[at]) };
}

/** The report that `pip install --report` would have written ("Installation Report", version 1). `decisions` come in the order of the plan. */
export function installReport(planned: Pick<Plan, 'items' | 'report'>, decisions: readonly Decision[]): string {
  const report: unknown = JSON.parse(planned.report);
  if (!isObject(report) || !Array.isArray(report['install'])) return planned.report;
  return JSON.stringify({ ...report, install: report['install'].map((entry: unknown) => withOrigin(entry, planned, decisions)) }, null, 2);
}
