import { UserError } from '../core/errors.js';
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
  if (flags.report !== null) throw new UserError('bad-arguments', '--report tells what is installed, and audit installs nothing', { hint: 'depsec install --dry-run --report FILE' });
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
