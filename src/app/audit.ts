import { UserError } from '../core/errors.js';
import type { Run } from '../core/run.js';
import type { Observer } from './observer.js';
import type { AuditFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { finishedRun } from './pipeline/finished-run.js';
import { judgePlan } from './pipeline/judging/judge-plan.js';
import { plan } from './pipeline/plan.js';
import type { Workshop } from './workshop.js';

type Judged = Pick<Run, 'decisions' | 'satisfied' | 'notices' | 'problems'>;

async function judgeAll(flags: AuditFlags, shop: Workshop, observer: Observer): Promise<Judged> {
  const planned = await plan({ flags, shop, observer, buildsWheels: false, judgesOnly: flags.allPlatforms ? 'every-platform' : 'this-platform' });
  try {
    const { decisions, notices } = await judgePlan(planned, shop, observer);
    return { decisions, satisfied: planned.satisfied, problems: planned.problems, notices: [...planned.notices, ...notices] };
  } finally {
    await planned.close();
  }
}

async function judgeAgainst(given: string, flags: AuditFlags, { shop, observer }: { readonly shop: Workshop; readonly observer: Observer }): Promise<Judged> {
  const [{ openBaseline }, { compareWith }] = await Promise.all([import('./baseline/open-baseline.js'), import('./baseline/compare-with.js')]);
  const baseline = await openBaseline(given, { flags, shop, observer });
  const judged = await judgeAll(flags, shop, observer);
  const { decisions, notices } = await compareWith(baseline, judged.decisions, shop);
  return { ...judged, decisions, notices: [...judged.notices, ...notices] };
}

/** Judges what pip would install, and installs nothing. */
export async function auditPackages(flags: AuditFlags, shop: Workshop, observer: Observer): Promise<Run> {
  if (flags.report !== null) throw new UserError('bad-arguments', '--report tells what is installed, and audit installs nothing', { hint: 'depsec install --dry-run --report FILE' });
  const started = shop.clock.monotonicMs();
  const judged = await (flags.baseline === null ? judgeAll(flags, shop, observer) : judgeAgainst(flags.baseline, flags, { shop, observer }));
  await shop.log.appendAudit(judgementEntries('audit', judged.decisions));
  return finishedRun(shop, started, { command: 'audit', ...judged });
}
