import { lstat } from 'node:fs/promises';
import type { Cleared, Decision } from '../../core/decision.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { openQuarantine } from '../../quarantine/open-quarantine.js';
import type { JudgedPlan } from '../pipeline/judging/judge-plan.js';
import type { Workshop } from '../workshop.js';
import { keptOf } from './kept-of.js';
import { quarantineEntry } from './log-entry.js';
import { goOnWithout } from './what-goes-on.js';

/** What is still installed when some packages were set aside. */
export interface AfterSettingAside {
  readonly cleared: readonly Cleared[] | null;
  readonly notices: readonly Notice[];
  /** How many packages stay out although they were let through: nothing but what was set aside needs them. */
  readonly spared: number;
}

const info = (text: string): Notice => ({ level: 'info', text: untrusted(text) });
const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

export const isToBeSetAside = ({ action }: Decision): boolean => action === 'quarantine';

async function keepOne(decision: Decision, { home, log, clock }: Workshop): Promise<Notice> {
  const { artifact } = decision.report;
  const title = `${artifact.name} ${artifact.version}`.trim();
  if (home.temporary) return warning(`${title} is left out and could not be kept: there is no home folder for a quarantine`);
  const isFile = (await onDisk('read', artifact.path, () => lstat(artifact.path))).isFile();
  if (!isFile) return warning(`${title} is left out and not kept: it is a folder of yours, which stays where it is`);
  const kept = keptOf(decision, clock.nowMs());
  // Written before any effect.
  await log.appendAudit([quarantineEntry(kept, { command: 'install', act: 'set aside', reasons: kept.reasons })]);
  const isNew = await openQuarantine({ home: home.path }).keep(kept, artifact.path);
  return info(`${title} ${isNew ? 'was set aside' : 'is in quarantine already'}: depsec quarantine inspect ${title}`);
}

function remaining({ decisions, ready }: JudgedPlan): Pick<AfterSettingAside, 'cleared' | 'spared'> & { readonly why: readonly string[] } {
  const own = decisions.filter(({ report }) => report.artifact.neededToBuild === undefined);
  const names = new Set(ready.map(({ name }) => name));
  const isReady = (decision: Decision): boolean => isToBeSetAside(decision) || (decision.cleared !== null && names.has(decision.report.artifact.name));
  // What is blocked stops the install as ever, and so does what a build would have needed.
  if (!own.every(isReady) || decisions.some((decision) => !own.includes(decision) && decision.cleared === null)) return { cleared: null, spared: 0, why: [] };
  const { install, stopped } = goOnWithout(own.map((decision) => ({ name: decision.report.artifact.name, requested: decision.report.artifact.requested, requires: decision.report.artifact.requires ?? null, isSetAside: isToBeSetAside(decision) })));
  if (install === null) return { cleared: null, spared: 0, why: stopped };
  const cleared = ready.filter(({ name }) => install.has(name));
  return { cleared, spared: ready.length - cleared.length, why: [] };
}

/** Keeps the files of all that policy wants set aside, and tells what can be installed without them; `cleared` is null where nothing can. */
export async function setAside(judged: JudgedPlan, shop: Workshop): Promise<AfterSettingAside> {
  const notices: Notice[] = [];
  for (const decision of judged.decisions.filter(isToBeSetAside)) notices.push(await keepOne(decision, shop));
  const { cleared, spared, why } = remaining(judged);
  if (why.length > 0) notices.push(warning(`nothing is installed, since what was set aside is needed: ${why.join('; ')}`));
  if (spared > 0) notices.push(info(spared === 1 ? 'One more package stays out: only what was set aside needs it.' : `${spared} more packages stay out: only what was set aside needs them.`));
  return { cleared, notices, spared };
}
