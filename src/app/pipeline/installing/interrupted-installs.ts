import type { PlannedInstall } from '../../../core/journal.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import { installState } from '../../../pip/install/install-state.js';
import { leftovers } from '../../../pip/install/leftovers.js';
import { isThere } from '../../../pip/install/presence.js';
import { isAlive } from '../../../platform/processes/process-mark.js';
import type { JournalFile, Journals } from '../../../store/journal.js';

/** An install that some earlier run began and did not finish, and that has left neither the old nor the new environment. */
export interface InterruptedInstall {
  /** Of its journal. */
  readonly path: string;
  /** Null where the journal cannot be read. */
  readonly planned: PlannedInstall | null;
}

// pip may go on for a moment after its depsec was killed: what it does is not judged before it has ended.
const isUnderWay = ({ planned, child }: JournalFile): boolean => (planned !== null && isAlive(planned.runner)) || (child !== null && isAlive(child));

async function needsRepair(planned: PlannedInstall): Promise<boolean> {
  if (planned.state === 'planned' || !planned.places.some(isThere)) return false;
  return planned.state === 'differs' || (await installState(planned)) === 'half';
}

/** Looks at the journals of runs that have died. Those whose environment is the old or the complete new one are closed; the others are returned. */
export async function findInterrupted(journals: Journals): Promise<readonly InterruptedInstall[]> {
  const found: InterruptedInstall[] = [];
  for (const file of await journals.list()) {
    if (isUnderWay(file)) continue;
    if (file.planned === null || (await needsRepair(file.planned))) found.push({ path: file.path, planned: file.planned });
    else await journals.remove(file.path);
  }
  return found;
}

/**
 * Closes the journals of dead installs into the same place that a finished install has made pointless: whoever installs again what was interrupted
 * needs no repair, and least of all one that brings back other versions.
 */
export async function closeSuperseded(journals: Journals, done: Pick<PlannedInstall, 'places' | 'packages'>): Promise<void> {
  const names = new Set<string>(done.packages.map(({ name }) => name));
  const isPointless = (planned: PlannedInstall): boolean =>
    planned.places.some((place) => done.places.includes(place)) && planned.packages.every((each) => names.has(each.name) && leftovers(each, planned).length === 0);
  for (const file of await journals.list()) {
    if (file.planned !== null && !isUnderWay(file) && isPointless(file.planned)) await journals.remove(file.path);
  }
}

const MOST_NAMED = 8;

function listed({ packages }: PlannedInstall): string {
  const names = packages.slice(0, MOST_NAMED).map(({ name, version }) => `${name} ${version}`).join(', ');
  return packages.length > MOST_NAMED ? `${names} and ${packages.length - MOST_NAMED} more` : names;
}

// Two sentences, since what is quoted is shortened where it is long, and both ends matter.
function textsOf({ path, planned }: InterruptedInstall): readonly string[] {
  if (planned === null) return [`${path} cannot be read: if an install was interrupted, repeat it, then remove that file`];
  const where = planned.options['target']?.at(-1) ?? planned.options['prefix']?.at(-1) ?? planned.prefix;
  const what = planned.state === 'differs' ? 'left files that are not the judged ones' : 'was interrupted and is half done';
  return [`an install into ${where} ${what} (${listed(planned)}): repair it with "depsec install --repair"`, `to forget that install instead, remove ${path}`];
}

/** What the user is told of them, as long as they are not repaired. */
export function interruptedNotices(found: readonly InterruptedInstall[]): readonly Notice[] {
  return found.filter(({ path }) => isThere(path)).flatMap(textsOf).map((text) => ({ level: 'warning', text: untrusted(text) }));
}
