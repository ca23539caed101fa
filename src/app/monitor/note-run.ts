import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Run } from '../../core/run.js';
import { compare } from '../../monitor/compare.js';
import { hasNews, reportOf, type MonitorReport } from '../../monitor/report.js';
import { isSnapshot, snapshotOf, type Snapshot } from '../../monitor/snapshot.js';
import { exitCode, type JudgingExitCode } from '../../policy/exit-code.js';
import { showHidden } from '../../reporters/escape/json.js';
import type { Channel, MonitorBook } from '../../store/monitor-book.js';
import { depsecVersion } from '../build-facts.js';
import { deliverAll, type DeliveryShop, type Undelivered } from './deliver-all.js';
import type { MonitorFlags } from './monitor-flags.js';

/** One run of the monitor. */
export interface Watched {
  readonly report: MonitorReport;
  /** When the run before it ended; null for the first. Milliseconds since 1970. */
  readonly sinceMs: number | null;
  /** What the scan tells the shell. */
  readonly code: JudgingExitCode;
  readonly undelivered: readonly Undelivered[];
}

/** Where a run is noted: the state of its environment, and what the environment is called. */
export interface Noting {
  readonly book: MonitorBook;
  readonly environment: string;
  readonly flags: MonitorFlags;
  readonly shop: DeliveryShop;
}

const channelsFor = ({ jsonOutput, webhook }: MonitorFlags, report: MonitorReport): readonly Channel[] =>
  [...(jsonOutput === null ? [] : ['file' as const]), ...(webhook !== null && hasNews(report) ? ['webhook' as const] : [])];

function told(before: unknown, seen: Snapshot, environment: string): { readonly report: MonitorReport; readonly next: Snapshot; readonly sinceMs: number | null } {
  const head = { id: randomUUID(), depsec: depsecVersion, host: hostname(), environment };
  if (!isSnapshot(before)) return { report: reportOf(head, seen, null), next: seen, sinceMs: null };
  const { difference, next } = compare(before, seen);
  return { report: reportOf(head, next, difference), next, sinceMs: before.takenAtMs };
}

/**
 * Compares a finished scan with the run before, keeps what it saw together with its report, and delivers what is to be delivered. Stopped at any point it
 * has either kept nothing, and the next run tells the same, or its report waits to be delivered.
 */
export async function noteRun(run: Run, { book, environment, flags, shop }: Noting): Promise<Watched> {
  const { report, next, sinceMs } = told(book.last(), snapshotOf(run), environment);
  book.record(next, { id: report.id, body: showHidden(JSON.stringify(report)), channels: channelsFor(flags, report) });
  return { report, sinceMs, code: exitCode(run), undelivered: await deliverAll(flags, shop, book) };
}
