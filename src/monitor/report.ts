import type { ChangedFinding, Difference, NewFinding } from './compare.js';
import { NOT_LOOKED_AT, type SeenFinding, type SeenPackage, type Snapshot } from './snapshot.js';

/** Fields are added, never changed or removed, while this number stays. */
const SCHEMA = 1;

/** One run of the monitor, as files and webhooks get it. `baseline`: the first run, which has nothing to compare with; `unseen`: what could not be judged at all. */
export interface MonitorReport {
  readonly schema: number;
  /** The same in every delivery of this report. */
  readonly id: string;
  readonly depsec: string;
  /** RFC 3339. */
  readonly time: string;
  readonly host: string;
  readonly environment: string;
  readonly baseline: boolean;
  readonly summary: Readonly<Record<'packages' | 'findings' | 'blocked' | 'warned' | 'unseen' | 'new' | 'changed' | 'resolved', number>>;
  readonly new: readonly NewFinding[];
  readonly changed: readonly ChangedFinding[];
  readonly resolved: readonly SeenFinding[];
  readonly packages: { readonly installed: readonly Named[]; readonly removed: readonly Named[]; readonly replaced: Difference['packages']['replaced'] };
}

type Named = Pick<SeenPackage, 'name' | 'version'>;

export interface ReportHead {
  readonly id: string;
  readonly depsec: string;
  readonly host: string;
  /** What the user is shown as the environment. */
  readonly environment: string;
}

const NOTHING: Difference = { added: [], changed: [], resolved: [], packages: { installed: [], removed: [], replaced: [] } };

const named = ({ name, version }: SeenPackage): Named => ({ name, version });

/** The report of a run; without a difference it is the baseline. */
export function reportOf(head: ReportHead, seen: Snapshot, difference: Difference | null): MonitorReport {
  const { added, changed, resolved, packages } = difference ?? NOTHING;
  const count = (verdict: SeenPackage['verdict']): number => seen.packages.filter((each) => each.verdict === verdict).length;
  return {
    schema: SCHEMA, id: head.id, depsec: head.depsec, time: new Date(seen.takenAtMs).toISOString(), host: head.host, environment: head.environment, baseline: difference === null,
    summary: { packages: seen.packages.length, findings: seen.findings.length, blocked: count('blocked'), warned: count('warned'), unseen: seen.findings.filter(({ rule }) => rule === NOT_LOOKED_AT).length, new: added.length, changed: changed.length, resolved: resolved.length },
    new: added, changed, resolved,
    packages: { installed: packages.installed.map(named), removed: packages.removed.map(named), replaced: packages.replaced },
  };
}

/** Whether there is something to tell anybody: a monitor that speaks every day is soon not listened to. The baseline says once that it has begun. */
export function hasNews({ baseline, new: added, changed, resolved }: MonitorReport): boolean {
  return baseline || added.length + changed.length + resolved.length > 0;
}
