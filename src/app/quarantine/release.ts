import { pathToFileURL } from 'node:url';
import type { Staged } from '../../core/artifact.js';
import type { Decision, Report } from '../../core/decision.js';
import { ToolError, UserError } from '../../core/errors.js';
import type { Notice, Run } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { decide } from '../../policy/decide.js';
import { keyOf, type Kept } from '../../quarantine/entry.js';
import { openQuarantine, type Quarantine } from '../../quarantine/open-quarantine.js';
import { installPackages } from '../install.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import { judgementEntries } from '../pipeline/audit-entries.js';
import { finishedRun } from '../pipeline/finished-run.js';
import type { Plan } from '../pipeline/plan.js';
import type { Workshop } from '../workshop.js';
import { quarantineEntry } from './log-entry.js';
import { entryFor, titleOf, wantedFrom } from './select.js';
import { copyOf } from './staged-copy.js';

/** What `quarantine release` is asked to do; `packages` is name and perhaps version, as they were typed. */
export interface ReleaseFlags extends InstallFlags {
  readonly force: boolean;
  readonly reason: string | null;
}

/** Why it is let out in spite of the verdict; null without --force. */
function forcedBecause({ force, reason }: ReleaseFlags): string | null {
  const text = reason?.trim() ?? '';
  if (!force && reason === null) return null;
  if (!force) throw new UserError('bad-arguments', '--reason belongs to --force', { hint: 'without --force it is released when it passes, which needs no reason' });
  if (text !== '' && text !== '...') return text;
  throw new UserError('bad-arguments', '--force needs a reason', { hint: '--reason "what you looked at, and why it does no harm here"; it goes into the audit log' });
}

const isReleased = ({ sha256, builtFrom }: Staged, kept: Kept): boolean => sha256 === kept.sha256 || builtFrom?.sha256 === kept.sha256;

/** Known for what it is, and not by the path that it is installed from now. Throws `hash-mismatch` where something else is offered under its name. */
function asKept(artifact: Staged, kept: Kept): Staged {
  if (!isReleased(artifact, kept)) {
    if (artifact.name === kept.name) throw new ToolError('hash-mismatch', `another file of ${kept.name} would be installed than the one in quarantine; nothing was installed`);
    return artifact;
  }
  if (artifact.sha256 !== kept.sha256) return artifact;
  const source = kept.builtFrom === null ? {} : { builtFrom: { shownAs: kept.fileName, sha256: kept.builtFrom } };
  return { ...artifact, name: kept.name, version: kept.version, isPublic: kept.isPublic, ...source };
}

/** The workshop in which the file is judged for what it is, and let through by force where that is asked for; everything else as ever. */
function shopFor(kept: Kept, forced: string | null, shop: Workshop): Workshop {
  const { policy } = shop.configuration;
  const byForce = (decision: Decision): Decision =>
    (forced === null || !isReleased(decision.report.artifact, kept) ? decision : decide(decision.report, { ...policy, allowBlocked: true, allowKnownMalware: false, release: forced }));
  return {
    ...shop,
    judge: async (artifact, options) => {
      const isItself = artifact.sha256 === kept.sha256;
      return byForce(await shop.judge(asKept(artifact, kept), isItself ? { trustMetadata: false } : options));
    },
    decide: (report: Report) => byForce(shop.decide(report)),
  };
}

const requirementOf = ({ path }: Staged, { name, extras, subdirectory }: Kept): string => {
  const extra = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  return `${name}${extra} @ ${pathToFileURL(path).href}${subdirectory === '' ? '' : `#subdirectory=${subdirectory}`}`;
};

/** As if the index had served it: pip must not note where the copy lay. */
const asFromIndex = (found: Plan, { name }: Kept): Plan => ({ ...found, items: found.items.map((item) => (item.name === name ? { ...item, directUrl: null, requested: true } : item)) });

const remark = (level: Notice['level'], text: string): Notice => ({ level, text: untrusted(text) });

interface Releasing {
  readonly kept: Kept;
  readonly quarantine: Quarantine;
  readonly shop: Workshop;
  readonly forced: string | null;
}

async function refused(decision: Decision, { kept, shop }: Releasing, startedMs: number): Promise<Run> {
  await shop.log.appendAudit(judgementEntries('install', [decision]));
  return finishedRun(shop, startedMs, { command: 'install', decisions: [decision], notices: [remark('info', `${titleOf(kept)} stays in quarantine.`)] });
}

async function installed(flags: ReleaseFlags, copy: Staged, { kept, quarantine, shop, observer }: Releasing & { readonly observer: Observer }): Promise<Run> {
  const run = await installPackages({ ...flags, packages: [requirementOf(copy, kept)] }, shop, { observer, hooks: { adjust: (found) => asFromIndex(found, kept) } });
  if (!run.installed || !run.decisions.some(({ cleared }) => cleared !== null && isReleased(cleared, kept))) return { ...run, notices: [...run.notices, remark('info', `${titleOf(kept)} stays in quarantine.`)] };
  await shop.log.appendAudit([quarantineEntry(kept, { command: 'quarantine release', act: 'released' })]);
  await quarantine.remove(keyOf(kept));
  return { ...run, notices: [...run.notices, remark('info', `${titleOf(kept)} was released from quarantine.`)] };
}

/**
 * Judges a file in quarantine by today's rules, advisories and policy, and installs it through the ordinary line when it passes; then it leaves the
 * quarantine. `--force` lets this one file in, known malware excepted, and nothing that comes along. Throws `hash-mismatch` for a file that was changed.
 */
export async function releaseFromQuarantine(flags: ReleaseFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const started = shop.clock.monotonicMs();
  const forced = forcedBecause(flags);
  const quarantine = openQuarantine({ home: shop.home.path });
  const { kept } = entryFor(wantedFrom(flags.packages), await quarantine.list());
  const copy = await copyOf(kept, quarantine, shop);
  const releasing = { kept, quarantine, forced, shop: shopFor(kept, forced, shop) };
  // Written before any effect.
  await shop.log.appendAudit([quarantineEntry(kept, { command: 'quarantine release', act: 'release asked for', ...(forced === null ? {} : { forced: true, reasons: [forced] }) })]);
  observer.phase(`Judging ${titleOf(kept)} again`);
  const decision = await releasing.shop.judge(copy, { trustMetadata: false });
  if (decision.cleared === null) return await refused(decision, releasing, started);
  return await installed(flags, copy, { ...releasing, observer });
}
