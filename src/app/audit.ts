import type { Run } from '../core/run.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { judgementEntries } from './run/audit-entries.js';
import { finishedRun } from './run/finished-run.js';
import { judgePlan } from './run/judge-plan.js';
import { plan } from './run/plan.js';
import type { Workshop } from './workshop.js';

/** Judges what pip would install, and installs nothing. */
export async function auditPackages(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const started = shop.clock.monotonicMs();
  const planned = await plan({ flags, shop, observer, buildsWheels: false });
  try {
    const { decisions, notices } = await judgePlan(planned, shop, observer);
    await shop.log.appendAudit(judgementEntries('audit', decisions));
    return finishedRun(shop, started, { command: 'audit', decisions, satisfied: planned.satisfied, notices: [...planned.notices, ...notices] });
  } finally {
    await planned.close();
  }
}
