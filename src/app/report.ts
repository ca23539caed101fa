import type { Run } from '../core/run.js';
import { auditPackages } from './audit.js';
import { needsLock } from './locks/needs-lock.js';
import type { Observer } from './observer.js';
import type { ReportFlags } from './request.js';
import { joinedRuns } from './pipeline/joined-runs.js';
import { scanPaths } from './scan.js';
import { scanEnvironment } from './scan-environment.js';
import type { Workshop } from './workshop.js';

/** Documents what there is, and judges it for that as `audit` and `scan` do: what is named, else what is installed in the active environment. */
export async function reportOn(flags: ReportFlags, shop: Workshop, observer: Observer): Promise<Run> {
  if (flags.allPlatforms && flags.requirementFiles.length === 0) throw needsLock();
  const audited = flags.requirementFiles.length > 0 ? [await auditPackages(flags, shop, observer)] : [];
  const scanned = flags.paths.length > 0 ? [await scanPaths(flags, shop, observer)] : [];
  const [first, ...rest] = [...audited, ...scanned];
  const run = first === undefined ? await scanEnvironment(flags, shop, observer) : rest.reduce(joinedRuns, first);
  return { ...run, command: 'report' };
}
