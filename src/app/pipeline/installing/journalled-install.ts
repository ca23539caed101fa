import { join } from 'node:path';
import type { Cleared } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import type { PlannedInstall } from '../../../core/journal.js';
import type { Notice } from '../../../core/run.js';
import { install, placesOf } from '../../../pip/install.js';
import { installState } from '../../../pip/install/install-state.js';
import { plannedPackage } from '../../../pip/install/planned-packages.js';
import type { Unreadable, WheelContents } from '../../../pip/install/wheel-contents.js';
import { pipOptions } from '../../../pip/option-table.js';
import { pipArguments, type PipOptionValues } from '../../../pip/options.js';
import { makePrivateFolder } from '../../../platform/files.js';
import { Interrupted } from '../../../platform/processes/interrupts.js';
import { ownMark } from '../../../platform/processes/process-mark.js';
import type { OpenJournal } from '../../../store/journal.js';
import type { Observer } from '../../observer.js';
import type { Workshop } from '../../workshop.js';
import { closeSuperseded } from './interrupted-installs.js';
import { stageFolder } from '../judging/judge-plan.js';
import type { Plan } from '../plan.js';

export type Wheels = readonly (WheelContents | Unreadable)[];

interface Around {
  readonly shop: Workshop;
  readonly observer: Observer;
  /** Installs the wheels and compares what is there afterwards; pip from the stage, unless told. */
  readonly install?: (wheels: Wheels, journal: OpenJournal) => Promise<readonly Notice[]>;
}

/** What an install needs to know of what was planned. */
export type Planned = Pick<Plan, 'line' | 'items'>;

async function contentsOf(cleared: readonly Cleared[], { installer }: Plan['line']): Promise<Wheels> {
  const wheels: (WheelContents | Unreadable)[] = [];
  for (const wheel of cleared) wheels.push(await installer.contents(wheel));
  return wheels;
}

/** What was resolved, by name. */
export const itemsByName = ({ items }: Planned): ReadonlyMap<string, Plan['items'][number]> => new Map(items.map((item) => [item.name, item]));

// Indexes and their passwords stay out: a repair takes them from where every run does.
function keptOptions(values: PipOptionValues): Readonly<Record<string, readonly string[]>> {
  const kept = pipOptions.filter(({ name, use }) => (use === 'install' || use === 'both') && values.has(name));
  return Object.fromEntries(kept.map(({ name }) => [name, values.get(name) ?? []]));
}

async function plannedInstall(planned: Planned, wheels: Wheels, shop: Workshop): Promise<Omit<PlannedInstall, 'state'>> {
  const { python, pip } = planned.line;
  const places = placesOf(python, pip);
  const items = itemsByName(planned);
  return {
    startedAt: new Date(shop.clock.nowMs()).toISOString(),
    runner: ownMark(),
    executable: python.executable,
    label: python.label,
    prefix: python.prefix,
    options: keptOptions(pip),
    places,
    packages: await Promise.all(wheels.map((contents) => plannedPackage(contents, items.get(contents.wheel.name), places))),
  };
}

/** pip leaves a version alone that is there already; one from a folder or a file on this machine it replaces. */
function installArguments({ line, items }: Planned): readonly string[] {
  const words = pipArguments(line.pip, 'install');
  const isLocal = items.some(({ directUrl }) => directUrl?.includes('"url": "file:') === true);
  return isLocal && !words.includes('--force-reinstall') ? [...words, '--force-reinstall'] : words;
}

async function runPip(planned: Planned, wheels: Wheels, { shop, journal }: Around & { readonly journal: OpenJournal }): Promise<readonly Notice[]> {
  const folder = join(shop.runFolder, 'install');
  await makePrivateFolder(folder);
  return await install(
    { wheels, resolved: itemsByName(planned), options: installArguments(planned), values: planned.line.pip },
    {
      python: planned.line.python,
      stageFolder: stageFolder(shop),
      folder,
      run: planned.line.installer.run,
      watch: { mark: journal.mark, runner: ownMark() },
    },
  );
}

const LEFT: Readonly<Record<Awaited<ReturnType<typeof installState>>, string>> = {
  old: 'nothing was changed',
  new: 'the install was completed',
  half: 'pip was stopped half-way; put the environment right with: depsec install --repair',
};

const FAILED_WITH: Readonly<Record<keyof typeof LEFT, string>> = { old: '\nNothing was changed.', new: '', half: '\nWhat it had begun is half done; put the environment right with: depsec install --repair' };

/** Closes the journal unless somebody must look at the environment, and tells with the error what the failed install has left in it. */
async function toldWithLeft(error: unknown, noted: Omit<PlannedInstall, 'state'>, journal: OpenJournal): Promise<{ readonly error: unknown; readonly left: string }> {
  if (error instanceof ToolError && error.code === 'verification-failed') {
    await journal.note('differs');
    return { error, left: error.message };
  }
  const state = await installState({ ...noted, state: 'installing' });
  if (state !== 'half') await journal.close();
  if (!(error instanceof ToolError)) return { error, left: LEFT[state] };
  const { code, message, hint } = error;
  return { error: new ToolError(code, `${message}${FAILED_WITH[state]}`, { cause: error, ...(hint === undefined ? {} : { hint }) }), left: message };
}

const interruption = ({ signal, insistent }: Workshop): Interrupted | null =>
  [insistent.reason, signal.reason].find((reason: unknown): reason is Interrupted => reason instanceof Interrupted) ?? null;

/**
 * The install proper, with a journal that outlives this process. Until pip begins, an interruption ends the run and changes nothing. From then on
 * the first one waits for pip and the comparison, since half an environment helps nobody; a second one stops pip. Either is thrown as `Interrupted`.
 */
export async function journalledInstall(planned: Planned, cleared: readonly Cleared[], around: Around): Promise<readonly Notice[]> {
  const { shop, observer } = around;
  const wheels = await contentsOf(cleared, planned.line);
  const noted = await plannedInstall(planned, wheels, shop);
  shop.signal.throwIfAborted();
  const journal = await shop.journals.open(noted);
  const over = new AbortController();
  shop.signal.addEventListener('abort', () => observer.phase('Finishing the install (interrupt again to stop it half-way)'), { signal: over.signal });
  try {
    await journal.note('installing');
    const notices = await (around.install?.(wheels, journal) ?? runPip(planned, wheels, { ...around, journal }));
    await journal.close();
    await closeSuperseded(shop.journals, noted);
    const stopped = interruption(shop);
    if (stopped !== null) throw new Interrupted(stopped.by, LEFT.new);
    return notices;
  } catch (cause) {
    if (cause instanceof Interrupted && cause.outcome !== null) throw cause;
    const { error, left } = await toldWithLeft(cause, noted, journal);
    const stopped = interruption(shop);
    if (stopped !== null) throw new Interrupted(stopped.by, left, { cause });
    throw error;
  } finally {
    over.abort();
  }
}
