import { join, resolve } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import type { Cleared } from '../core/decision.js';
import { UserError } from '../core/errors.js';
import type { Notice, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { onDisk } from '../platform/files/disk-error.js';
import { makeFolders } from '../platform/files/make-folders.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { finishedRun } from './pipeline/finished-run.js';
import { isHeld } from './pipeline/held.js';
import { judgePlan, type JudgedPlan } from './pipeline/judging/judge-plan.js';
import { plan, type Plan } from './pipeline/plan.js';
import { saveFiles } from './pipeline/save-files.js';
import type { Workshop } from './workshop.js';

const PLATFORM = ['platform', 'python-version', 'implementation', 'abi'];

/** As pip resolves for these commands: for an empty environment, and for another platform without an install. A folder for wheels may be built, not edited. */
function asSaving(flags: InstallFlags, shop: Workshop): InstallFlags {
  const elsewhere = PLATFORM.some((name) => flags.pip.has(name)) ? [['target', [join(shop.runFolder, 'nowhere')]] as const] : [];
  return { ...flags, packages: [...flags.packages, ...flags.editables], editables: [], pip: new Map([...flags.pip, ['ignore-installed', ['']], ...elsewhere]) };
}

const isFrom = (kind: 'dir' | 'vcs', { directUrl }: Resolved): boolean => directUrl !== null && directUrl.includes(`"${kind}_info"`);

// pip packs a zip of a checkout, which nobody could tell from what was judged.
function checkDownloads({ items }: Plan): void {
  const checkout = items.find((item) => isFrom('vcs', item));
  if (checkout) throw new UserError('bad-arguments', `${checkout.url} is a checkout, of which there is no file to download`, { hint: 'depsec pip wheel makes a wheel of it' });
}

/** The files to save: wheels as for an install, or whatever pip would have downloaded; null when something is blocked. */
function filesIn({ cleared, decisions }: JudgedPlan, { items }: Plan, { gated }: InstallFlags): readonly Cleared[] | null {
  if (gated === 'wheel') return cleared;
  const passed = decisions.flatMap((decision) => decision.cleared ?? []);
  // Of a folder that is here already pip saves what it needs, and not the folder.
  return passed.length === decisions.length ? passed.filter((_, at) => items.some((item, place) => place === at && !isFrom('dir', item))) : null;
}

const MOST_NAMED = 10;

function savedNotice(saved: readonly string[], folder: string): Notice {
  const names = saved.length > MOST_NAMED ? [...saved.slice(0, MOST_NAMED), `and ${saved.length - MOST_NAMED} more`] : saved;
  return { level: 'info', text: untrusted(saved.length === 0 ? `Everything is in ${folder} already.` : `Saved in ${folder}: ${names.join(', ')}`) };
}

async function save(files: readonly Cleared[], planned: Plan, { flags, shop }: { readonly flags: InstallFlags; readonly shop: Workshop }): Promise<Notice> {
  const { pip } = planned.line;
  const folder = pip.get(flags.gated === 'wheel' ? 'wheel-dir' : 'dest')?.at(-1) ?? resolve(shop.cwd);
  await onDisk('make', folder, () => makeFolders(folder));
  const saved = await saveFiles(files, { folder, runFolder: shop.runFolder, existsAction: pip.get('exists-action')?.[0] ?? 'w' });
  return savedNotice(saved, folder);
}

/** `pip download` and `pip wheel`: judges what pip would fetch, and puts exactly those files into a folder when all of them are let through. */
export async function savePackages(given: InstallFlags, opened: Workshop, observer: Observer): Promise<Run> {
  // What is known already need not be judged again, but has to be here.
  const shop: Workshop = { ...opened, known: () => null };
  const started = shop.clock.monotonicMs();
  const flags = asSaving(given, shop);
  const isAuditOnly = shop.configuration.policy.mode === 'audit-only';
  const command = flags.gated === 'wheel' ? 'wheel' : 'download';
  const planned = await plan({ flags, shop, observer, buildsWheels: command === 'wheel' && !isAuditOnly });
  try {
    if (command === 'download') checkDownloads(planned);
    const judged = await judgePlan(planned, shop, observer);
    await shop.log.appendAudit(judgementEntries(command, judged.decisions));
    const files = isAuditOnly || isHeld(judged.decisions, shop) ? null : filesIn(judged, planned, flags);
    const saved = files === null ? [] : [await save(files, planned, { flags, shop })];
    return finishedRun(shop, started, { command, decisions: judged.decisions, satisfied: planned.satisfied, notices: [...planned.notices, ...judged.notices, ...saved] });
  } finally {
    await planned.close();
  }
}
