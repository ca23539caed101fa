import type { Notice, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { alreadyThere } from '../pip/install/left-alone.js';
import type { Observer } from './observer.js';
import type { AfterSettingAside } from './quarantine/set-aside.js';
import type { InstallFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { isHeld } from './pipeline/held.js';
import { installReport } from './pipeline/installing/install-report.js';
import { finishedRun } from './pipeline/finished-run.js';
import { journalledInstall } from './pipeline/installing/journalled-install.js';
import { judgePlan, type JudgedPlan } from './pipeline/judging/judge-plan.js';
import { plan, type Plan } from './pipeline/plan.js';
import type { Planning } from './pipeline/prepare.js';
import type { Workshop } from './workshop.js';

const AUDIT_ONLY: Notice = { level: 'info', text: untrusted('The mode is audit-only, so nothing is installed.') };

/** What a repair, or an install that has begun in another way, adds to an ordinary one. */
export interface InstallHooks {
  /** Plans, where something is known already. */
  readonly plan?: (planning: Planning) => Promise<Plan>;
  /** Puts into the plan what only the interrupted install knew. */
  readonly adjust?: (planned: Plan) => Plan;
  /** Takes the report that `pip install --report` would have written, when everything is let through. */
  readonly report?: (text: string) => Promise<void>;
  /** Runs around the install itself, when everything is let through. */
  readonly around?: (install: () => Promise<readonly Notice[]>) => Promise<readonly Notice[]>;
}

/** What is to be installed. What policy wants set aside is kept, and left out where nothing needs it. */
async function chosen(judged: JudgedPlan, shop: Workshop): Promise<AfterSettingAside> {
  const held = isHeld(judged.decisions, shop) ? { cleared: null } : {};
  if (!judged.decisions.some(({ action }) => action === 'quarantine')) return { cleared: judged.cleared, notices: [], spared: 0, ...held };
  const { setAside } = await import('./quarantine/set-aside.js');
  return { ...(await setAside(judged, shop)), ...held };
}

/** Judges what pip would install, and installs exactly those files when all of them are let through. */
export async function installPackages(flags: InstallFlags, shop: Workshop, { observer, hooks = {} }: { readonly observer: Observer; readonly hooks?: InstallHooks }): Promise<Run> {
  const started = shop.clock.monotonicMs();
  const found = await (hooks.plan ?? plan)({ flags, shop, observer, buildsWheels: !flags.dryRun && shop.configuration.policy.mode !== 'audit-only' });
  const planned = hooks.adjust?.(found) ?? found;
  try {
    const judged = await judgePlan(planned, shop, observer);
    const { decisions } = judged;
    // Written before any effect, so that nothing is ever installed that the log does not know.
    await shop.log.appendAudit(judgementEntries('install', decisions));
    const dryRun = flags.dryRun || planned.line.pip.has('dry-run');
    const isAuditOnly = shop.configuration.policy.mode === 'audit-only';
    if (decisions.every((decision) => decision.cleared !== null)) await hooks.report?.(installReport(planned, decisions));
    const { cleared, spared, notices: remarks } = dryRun || isAuditOnly ? { cleared: null, spared: 0, notices: [] } : await chosen(judged, shop);
    const notices: Notice[] = [...planned.notices, ...judged.notices, ...remarks, ...(isAuditOnly ? [AUDIT_ONLY] : [])];
    const leftAlone = alreadyThere(cleared ?? [], planned.line.pip);
    if (cleared !== null && cleared.length > 0) {
      observer.phase(`Installing ${cleared.length} package${cleared.length === 1 ? '' : 's'}`);
      const install = (): Promise<readonly Notice[]> => journalledInstall(planned, cleared, { shop, observer });
      notices.push(...(await (hooks.around?.(install) ?? install())));
    }
    return finishedRun(shop, started, { command: 'install', decisions, satisfied: planned.satisfied, notices, installed: (cleared?.length ?? 0) > leftAlone, dryRun, spared, leftAlone });
  } finally {
    await planned.close();
  }
}
