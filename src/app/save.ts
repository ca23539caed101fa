import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import type { Cleared } from '../core/decision.js';
import { UserError } from '../core/errors.js';
import type { Notice, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { FOR_OTHERS, type PipOptionValues } from '../pip/options.js';
import { onDisk } from '../platform/files/disk-error.js';
import { makeFolders } from '../platform/files/make-folders.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { finishedRun } from './pipeline/finished-run.js';
import { isHeld } from './pipeline/held.js';
import { judgePlan, type JudgedPlan } from './pipeline/judging/judge-plan.js';
import { closeLine, planPrepared, type Plan } from './pipeline/plan.js';
import { prepare, type Planning } from './pipeline/prepare.js';
import { saveFiles } from './pipeline/save-files.js';
import type { Workshop } from './workshop.js';

/** As pip resolves for these commands: for an empty environment, and for another platform without an install. A folder for wheels may be built, not edited. */
function asSaving(flags: InstallFlags, shop: Workshop): InstallFlags {
  const elsewhere = FOR_OTHERS.some((name) => flags.pip.has(name)) ? [['target', [join(shop.runFolder, 'nowhere')]] as const] : [];
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

/** Nothing was asked for. */
const isNothing = ({ decisions }: { readonly decisions: readonly unknown[] }, { satisfied }: Plan): boolean => decisions.length === 0 && satisfied.length === 0;

const folderOf = (pip: PipOptionValues, { gated }: InstallFlags, shop: Workshop): string => pip.get(gated === 'wheel' ? 'wheel-dir' : 'dest')?.at(-1) ?? resolve(shop.cwd);

/** As pip does: the folder is made before anything is fetched, so that a place where nothing can be saved is told at once. */
async function planned(planning: Planning, isAuditOnly: boolean): Promise<Plan> {
  const prepared = await prepare(planning);
  const folder = folderOf(prepared.line.pip, planning.flags, planning.shop);
  try {
    if (!isAuditOnly) await onDisk('make', folder, () => makeFolders(folder));
    if (!isAuditOnly) await onDisk('save in', folder, () => access(folder, constants.W_OK));
  } catch (error) {
    await closeLine(prepared.line);
    throw error;
  }
  return await planPrepared(prepared);
}

async function save(files: readonly Cleared[], { line: { pip } }: Plan, { flags, shop }: { readonly flags: InstallFlags; readonly shop: Workshop }): Promise<Notice> {
  const folder = folderOf(pip, flags, shop);
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
  const found = await planned({ flags, shop, observer, buildsWheels: command === 'wheel' && !isAuditOnly }, isAuditOnly);
  try {
    if (command === 'download') checkDownloads(found);
    const judged = await judgePlan(found, shop, observer);
    await shop.log.appendAudit(judgementEntries(command, judged.decisions));
    const files = isAuditOnly || isHeld(judged.decisions, shop) ? null : filesIn(judged, found, flags);
    const saved = files === null || isNothing(judged, found) ? [] : [await save(files, found, { flags, shop })];
    return finishedRun(shop, started, { command, decisions: judged.decisions, satisfied: found.satisfied, notices: [...found.notices, ...judged.notices, ...saved] });
  } finally {
    await found.close();
  }
}
