import { join } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import { UserError } from '../core/errors.js';
import type { PlannedInstall, PlannedPackage } from '../core/journal.js';
import type { Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { cleanUp } from '../pip/install/clean-up.js';
import type { PipOptionValues } from '../pip/options.js';
import { linkOrCopy, makePrivateFolder } from '../platform/files.js';
import { installPackages } from './install.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { finishedRun } from './pipeline/finished-run.js';
import { joinedRuns } from './pipeline/joined-runs.js';
import { findInterrupted } from './pipeline/installing/interrupted-installs.js';
import type { Plan } from './pipeline/plan.js';
import type { Workshop } from './workshop.js';

interface Broken {
  readonly path: string;
  readonly planned: PlannedInstall;
}

interface Repair {
  readonly flags: InstallFlags;
  /** With a run folder of its own for each repair. */
  readonly shop: Workshop;
  readonly observer: Observer;
}

interface KeptFiles {
  readonly folder: string;
  /** Digests. */
  readonly found: ReadonlySet<string>;
}

// A wheel that was built from a folder or a checkout is not built again where it was kept.
const requirementOf = ({ name, version, sha256, direct }: PlannedPackage, { found }: KeptFiles): string => (direct === null || found.has(sha256) ? `${name}==${version}` : `${name} @ ${direct.url}`);

/** The planned files that the cache still has, in a folder of their own. */
async function keptFiles({ packages }: PlannedInstall, { files, runFolder }: Workshop): Promise<KeptFiles> {
  const folder = join(runFolder, 'kept');
  await makePrivateFolder(folder);
  const found = new Set<string>();
  for (const { fileName, sha256 } of packages) {
    const path = await files.find(sha256);
    if (path === null) continue;
    await linkOrCopy(path, join(folder, fileName));
    found.add(sha256);
  }
  return { folder, found };
}

function optionsFor(planned: PlannedInstall, { folder, found }: KeptFiles, flags: InstallFlags): PipOptionValues {
  const isAll = planned.packages.every(({ sha256 }) => found.has(sha256));
  return new Map([
    ...flags.pip,
    ...Object.entries(planned.options),
    ['force-reinstall', ['']],
    ['no-deps', ['']],
    ['find-links', [...(flags.pip.get('find-links') ?? []), folder]],
    ...(isAll ? [['no-index', ['']] as const] : []),
  ]);
}

// Everything is asked for by name now; who asked for it the first time, and by what address, is what the environment must tell later.
function restored(found: Plan, planned: PlannedInstall): Plan {
  const before = new Map(planned.packages.map((each) => [each.name, each]));
  const restoredItem = (item: Resolved): Resolved => {
    const known = before.get(item.name);
    return known === undefined ? item : { ...item, requested: known.requested, directUrl: known.direct?.json ?? null };
  };
  return { ...found, items: found.items.map(restoredItem) };
}

async function repairOne({ path, planned }: Broken, repair: Repair): Promise<Run> {
  const { flags, shop, observer } = repair;
  const kept = await keptFiles(planned, shop);
  const pip = optionsFor(planned, kept, flags);
  return await installPackages({ ...flags, packages: planned.packages.map((each) => requirementOf(each, kept)), python: planned.executable, pip }, shop, {
    observer,
    hooks: {
      adjust: (found) => restored(found, planned),
      async around(install) {
        await cleanUp(planned);
        const notices = await install();
        await shop.journals.remove(path);
        return notices;
      },
    },
  });
}

/** Installs anew, through the whole line, what interrupted installs had planned. A journal goes when its environment is complete. */
export async function repairInstalls(flags: InstallFlags, shop: Workshop, observer: Observer): Promise<Run> {
  if (flags.packages.length + flags.requirementFiles.length > 0) throw new UserError('bad-arguments', '--repair finishes what was interrupted, and takes no packages', { hint: 'repair first, then install' });
  const broken = (await findInterrupted(shop.journals)).flatMap(({ path, planned }): readonly Broken[] => (planned === null ? [] : [{ path, planned }]));
  const nothing = finishedRun(shop, shop.clock.monotonicMs(), { command: 'install', decisions: [] });
  if (broken.length === 0) return { ...nothing, notices: [...nothing.notices, { level: 'info', text: untrusted('No install was interrupted: there is nothing to repair.') }] };
  let all: Run = { ...nothing, notices: [] };
  for (const [index, each] of broken.entries()) {
    const run = await repairOne(each, { flags, observer, shop: { ...shop, runFolder: join(shop.runFolder, `repair-${index}`) } });
    all = joinedRuns(all, run);
  }
  return all;
}
