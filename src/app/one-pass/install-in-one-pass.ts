import type { Decision } from '../../core/decision.js';
import type { Policy } from '../../core/policy.js';
import type { RequirementSet } from '../../core/requirements/requirement-set.js';
import type { Notice, Run } from '../../core/run.js';
import { alreadyThere } from '../../pip/install/left-alone.js';
import { installPackages } from '../install.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import { judgementEntries } from '../pipeline/audit-entries.js';
import { finishedRun } from '../pipeline/finished-run.js';
import { journalledInstall } from '../pipeline/installing/journalled-install.js';
import { closeLine, planPrepared } from '../pipeline/plan.js';
import { prepare, type Prepared } from '../pipeline/prepare.js';
import type { Workshop } from '../workshop.js';
import { beginPass, type Pass, type Ready } from './begin-pass.js';
import { finishPass } from './finish-pass.js';
import { passSignal, type PassSignal } from './pass-signal.js';

interface Around {
  readonly startedMs: number;
  readonly flags: InstallFlags;
  readonly shop: Workshop;
  readonly observer: Observer;
}

/**
 * Why two runs of pip are needed: what is no file of an index is fetched, copied or built by depsec before pip sees it, and only a listing tells what the
 * environment holds already. Null where one will do.
 */
function needsTwo({ requirements, constraints }: RequirementSet, { denylist }: Policy): string | null {
  if (denylist.size > 0) return 'the denylist holds for what is installed as well';
  const direct = [...requirements, ...constraints].some(({ editable, target }) => editable || target !== 'index');
  return direct ? 'something is asked for by URL, path or checkout' : null;
}

async function inTwo({ flags, shop, observer }: Around, prepared: Prepared, why: string): Promise<Run> {
  observer.remark(`Installing in two passes: ${why}.`);
  return await installPackages(flags, shop, { observer, hooks: { plan: () => planPrepared(prepared) } });
}

interface Installed {
  readonly decisions: readonly Decision[];
  readonly satisfied: Run['satisfied'];
  readonly notices: readonly Notice[];
}

async function install(pass: Pass, { items, decisions, cleared, notices }: Ready, { shop, observer }: Around): Promise<Installed> {
  // Written before any effect, so that nothing is ever installed that the log does not know.
  await shop.log.appendAudit(judgementEntries('install', decisions));
  const planned = { line: pass.line, items };
  const more = cleared.length === 0 ? await pass.letNothing() : await journalledInstall(planned, cleared, { shop, observer, install: (wheels, journal) => finishPass(pass, { planned, wheels, journal }) });
  return { decisions, satisfied: await pass.satisfied(), notices: [...notices, ...more] };
}

async function onePass(around: Around, prepared: Prepared, signal: PassSignal): Promise<Run | string> {
  const { shop, observer } = around;
  const { waiting, set, line } = prepared;
  const why = line.pip.has('dry-run') ? "pip's configuration asks for a dry run" : needsTwo(set, shop.configuration.policy);
  if (waiting === null || why !== null) return why ?? 'no pip waits for it';
  const pass = await beginPass(prepared, waiting, signal);
  try {
    const ready = await pass.ready();
    if (typeof ready === 'string') return ready;
    if (ready.cleared.length > 0) observer.phase(`Installing ${ready.cleared.length} package${ready.cleared.length === 1 ? '' : 's'}`);
    const leftAlone = alreadyThere(ready.cleared, line.pip);
    const done = await install(pass, ready, around);
    return finishedRun(shop, around.startedMs, { command: 'install', ...done, notices: [...prepared.notices, ...done.notices], installed: ready.cleared.length > leftAlone, dryRun: false, leftAlone });
  } finally {
    await pass.close();
  }
}

/** The same, with everything closed that the two passes will not need. */
async function tried(around: Around, prepared: Prepared, signal: PassSignal): Promise<Run | string> {
  let done: Run | string | null = null;
  try {
    done = await onePass(around, prepared, signal);
    return done;
  } finally {
    await prepared.waiting?.dismiss();
    if (typeof done !== 'string') await closeLine(prepared.line);
  }
}

/**
 * Judges and installs in a single run of pip, which gets judged files alone and waits for leave before it changes anything. Whenever pip does not come that far
 * (something is blocked, a source package is among it, pip finds no solution), nothing has been installed, and the usual two passes tell or do the rest.
 */
export async function installInOnePass(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const around = { flags, shop, observer, startedMs: shop.clock.monotonicMs() };
  const signal = passSignal(shop);
  try {
    const prepared = await prepare({ flags, shop, observer, buildsWheels: true }, { script: 'one_pass.py', signal: signal.stop });
    const done = await tried(around, prepared, signal);
    return typeof done === 'string' ? await inTwo(around, prepared, done) : done;
  } finally {
    signal.release();
  }
}
