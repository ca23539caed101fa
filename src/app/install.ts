import { join } from 'node:path';
import type { Cleared } from '../core/decision.js';
import type { Notice, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { install } from '../pip/install.js';
import { pipArguments } from '../pip/options.js';
import { makePrivateFolder } from '../platform/files.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { judgementEntries } from './run/audit-entries.js';
import { finishedRun } from './run/finished-run.js';
import { judgePlan, stageFolder, type JudgedPlan } from './run/judge-plan.js';
import { plan, type Plan } from './run/plan.js';
import type { Workshop } from './workshop.js';

const AUDIT_ONLY: Notice = { level: 'info', text: untrusted('The mode is audit-only, so nothing is installed.') };

/** All files, when every one of them was let through; null when one was not: then nothing is installed at all. */
function allCleared({ packages, isCleared }: JudgedPlan): readonly Cleared[] | null {
  return isCleared ? packages.flatMap(({ cleared }) => cleared ?? []) : null;
}

async function installCleared(planned: Plan, cleared: readonly Cleared[], { shop, observer }: { readonly shop: Workshop; readonly observer: Observer }): Promise<void> {
  observer.phase(`Installing ${cleared.length} package${cleared.length === 1 ? '' : 's'}`);
  const folder = join(shop.runFolder, 'install');
  await makePrivateFolder(folder);
  await install(
    { cleared, resolved: new Map(planned.items.map((item) => [item.name, item])), options: pipArguments(planned.line.pip, 'install'), values: planned.line.pip },
    { python: planned.line.python, stageFolder: stageFolder(shop), folder, start: shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText) },
  );
}

/** Judges what pip would install, and installs exactly those files when all of them are let through. */
export async function installPackages(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const started = shop.clock.monotonicMs();
  const planned = await plan({ flags, shop, observer, buildsWheels: !flags.dryRun && shop.configuration.policy.mode !== 'audit-only' });
  try {
    const judged = await judgePlan(planned, shop, observer);
    const decisions = [...judged.packages, ...judged.needed];
    // Written before any effect, so that nothing is ever installed that the log does not know.
    await shop.log.appendAudit(judgementEntries('install', decisions));
    const isAuditOnly = shop.configuration.policy.mode === 'audit-only';
    const cleared = flags.dryRun || isAuditOnly ? null : allCleared(judged);
    if (cleared !== null && cleared.length > 0) await installCleared(planned, cleared, { shop, observer });
    const installed = cleared !== null && cleared.length > 0;
    return finishedRun(shop, started, { command: 'install', decisions, satisfied: planned.satisfied, notices: [...planned.notices, ...judged.notices, ...(isAuditOnly ? [AUDIT_ONLY] : [])], installed, dryRun: flags.dryRun });
  } finally {
    await planned.close();
  }
}
