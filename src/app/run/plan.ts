import { join } from 'node:path';
import { readPipConfig } from '../../config/pip-config/read.js';
import { withoutCredentials } from '../../core/direct-url.js';
import { UserError } from '../../core/errors.js';
import type { Resolved } from '../../core/artifact.js';
import type { RequirementSet } from '../../core/requirement-set.js';
import type { Notice, SatisfiedPackage } from '../../core/run.js';
import * as formats from '../../inputs/registry.js';
import { askPython, type AskedPython } from '../../pip/ask-python.js';
import { findPython } from '../../pip/find-python.js';
import { absoluteOptionPaths, pipArguments, refuseUnsafeOptions } from '../../pip/options.js';
import { readTextCapped } from '../../platform/files.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import type { Workshop } from '../workshop.js';
import { chooseSources } from './choose-sources.js';
import { collectRequirements } from './collect-requirements.js';
import { createFetchedFiles, type ComeFile } from './fetched-files.js';
import type { Line } from './line.js';
import { listPackages } from './list-packages.js';
import { withConfigured } from './pip-settings.js';
import { requirementReader } from './requirement-reader.js';
import { withOrigins } from './asked-for.js';
import { createBuilder, type Builder } from './sources/builder.js';
import { judgeAhead } from './judge-ahead.js';
import { createResolvers, resolverScripts } from './resolvers.js';
import { createStandingInstaller } from './standing-installer.js';
import { createSourceShelf, wishesIn } from './sources/source-shelf.js';

/** What pip would do, found out without running anything that was not judged. */
export interface Plan {
  readonly line: Line;
  readonly builder: Builder;
  readonly items: readonly Resolved[];
  readonly satisfied: readonly SatisfiedPackage[];
  readonly notices: readonly Notice[];
  /** Ends all connections and whatever is still being fetched. */
  readonly close: () => Promise<void>;
}

export interface Planning {
  readonly flags: InstallFlags;
  readonly shop: Workshop;
  readonly observer: Observer;
  /** Whether wheels are to be built of source packages. */
  readonly buildsWheels: boolean;
}

function choosePython({ flags, shop }: Planning): Promise<AskedPython> {
  const { environment, cwd } = shop;
  const choice = findPython({ wanted: flags.python, virtualEnv: environment.virtualEnv, condaPrefix: environment.condaPrefix, cwd, path: environment.path, windows: environment.platform === 'win32' });
  return askPython(choice, resolverScripts(shop), shop.openPip(join(shop.runFolder, 'cwd')));
}

async function requirementsOf({ flags, shop }: Planning, files: { readonly requirement: readonly string[]; readonly constraint: readonly string[] }): Promise<RequirementSet> {
  const reader = requirementReader({
    cwd: shop.cwd,
    readFile: readTextCapped,
    readPage: (url) => Promise.reject(new UserError('bad-input', `${url}: requirements files from the network are not read`, { hint: 'download it, look at it, and name the file' })),
    variable: (name) => shop.environment.variables[name],
  });
  const wanted = { packages: flags.packages, editables: flags.editables, requirementFiles: [...files.requirement, ...flags.requirementFiles], constraintFiles: [...files.constraint, ...flags.constraintFiles] };
  return await collectRequirements(wanted, { formats, reader });
}

const titleOf = (set: RequirementSet): string => {
  const names = set.requirements.map(({ name, url }) => name ?? withoutCredentials(url ?? ''));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
};


// What was typed is checked before anything is started.
async function checkTyped(planning: Planning): Promise<void> {
  refuseUnsafeOptions(planning.flags.pip);
  await requirementsOf(planning, { requirement: [], constraint: [] }).catch((error: unknown) => {
    if (!(error instanceof UserError && error.code === 'bad-arguments')) throw error;
  });
}

type Prepared = { readonly line: Line; readonly set: RequirementSet };

/** Configuration, requirements and the places that files come from. */
async function prepare(planning: Planning, { python, waiting }: AskedPython): Promise<Prepared> {
  const { flags, shop, observer, buildsWheels } = planning;
  observer.python(python.label, python.version);
  const pipConfig = await readPipConfig({ environment: shop.environment, sitePrefix: python.prefix });
  const set = await requirementsOf(planning, { requirement: pipConfig.list('requirement'), constraint: pipConfig.list('constraint') });
  const pip = absoluteOptionPaths(withConfigured(flags.pip, pipConfig), shop.cwd, shop.environment.home);
  refuseUnsafeOptions(pip);
  observer.phase(`Resolving ${titleOf(set)}`);
  const sources = await chooseSources({ shop, pip, pipConfig, set, skipIndexes: flags.skipIndexes, offline: flags.offline });
  const installer = createStandingInstaller({ shop, observer, executable: python.executable, options: pip });
  const onFile = async (file: ComeFile): Promise<void> => {
    const cleared = await judgeAhead(file, shop);
    if (cleared !== null) installer.prepare(cleared);
  };
  const files = createFetchedFiles({ folder: join(shop.runFolder, 'fetched'), cache: shop.files, http: sources.http, signal: shop.signal, onDownload: shop.warmUp, onFile: (file) => void Promise.allSettled([onFile(file)]) });
  return { line: { shop, observer, python, pip, sources, files, buildsWheels, installer, resolver: createResolvers(shop, python.executable, waiting) }, set };
}

async function prepared(planning: Planning): Promise<Prepared> {
  const asked = await choosePython(planning);
  try {
    return await prepare(planning, asked);
  } catch (error) {
    await asked.waiting.dismiss();
    throw error;
  }
}

/** From flags to the list of files that pip would install. */
export async function plan(planning: Planning): Promise<Plan> {
  await checkTyped(planning);
  const { line, set } = await prepared(planning);
  const { files, sources, resolver, installer } = line;
  const close = async (): Promise<void> => {
    await Promise.all([resolver.close(), installer.close()]);
    await files.close();
    await sources.http.close();
  };
  try {
    const builder = createBuilder(line, createSourceShelf(line, wishesIn(set)));
    if (line.buildsWheels) installer.start();
    const listing = await listPackages(line, { set, options: pipArguments(line.pip, 'resolve'), describeSource: builder.describer([]) });
    const items = await Promise.all(listing.items.map((item) => builder.withDirectUrl(item)));
    return { ...listing, items: withOrigins(items, set, planning.shop.cwd), line, builder, notices: [...sources.notices, ...listing.notices], close };
  } catch (error) {
    await close();
    throw error;
  }
}
