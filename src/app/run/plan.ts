import { join } from 'node:path';
import { readPipConfig } from '../../config/pip-config/read.js';
import { UserError } from '../../core/errors.js';
import type { Resolved } from '../../core/artifact.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import type { RequirementSet } from '../../core/requirement-set.js';
import type { Notice, SatisfiedPackage } from '../../core/run.js';
import type { Gateway } from '../../gateway/open-gateway.js';
import requirementsFormat from '../../inputs/requirements.js';
import { askPython, type Python } from '../../pip/ask-python.js';
import { explainFailure } from '../../pip/explain-failure.js';
import { findPython } from '../../pip/find-python.js';
import { absoluteOptionPaths, pipArguments, refuseUnsafeOptions, type PipOptionValues } from '../../pip/options.js';
import { projectFiles } from '../../pip/project-files.js';
import { indexVariables } from '../../pip/index-variables.js';
import type { PipOutcome } from '../../pip/pip-process.js';
import { resolve, type Resolution } from '../../pip/resolve.js';
import { makePrivateFolder, readTextCapped } from '../../platform/files.js';
import { statusError } from '../../platform/http.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import type { Workshop } from '../workshop.js';
import { chooseSources, type Sources } from './choose-sources.js';
import { collectRequirements } from './collect-requirements.js';
import { createFetchedFiles, type FetchedFiles } from './fetched-files.js';
import { withConfigured } from './pip-settings.js';
import { requirementReader } from './requirement-reader.js';
import { failureCause, mishaps, openRunGateway, throughGateway } from './run-gateway.js';

/** What pip would do, found out without running anything of any package. */
export interface Plan {
  readonly python: Python;
  readonly pip: PipOptionValues;
  readonly sources: Sources;
  readonly files: FetchedFiles;
  readonly items: readonly Resolved[];
  readonly satisfied: readonly SatisfiedPackage[];
  readonly notices: readonly Notice[];
  /** Ends all connections and whatever is still being fetched. */
  readonly close: () => Promise<void>;
}

interface Planning {
  readonly flags: InstallFlags;
  readonly shop: Workshop;
  readonly observer: Observer;
}

const MOST_PAGE_BYTES = 50_000_000;
const PAGE_MS = 15_000;

function choosePython({ flags, shop, observer }: Planning): Promise<Python> {
  const { environment, cwd } = shop;
  const choice = findPython({ wanted: flags.python, virtualEnv: environment.virtualEnv, condaPrefix: environment.condaPrefix, cwd, path: environment.path, windows: environment.platform === 'win32' });
  return askPython(choice, shop.dataFile(join('python', 'probe.py')), shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText));
}

async function readPage(sources: Pick<Sources, 'http'>, url: string): Promise<string | null> {
  const { status, body } = await sources.http.request(url, { timeoutMs: PAGE_MS, maxBytes: MOST_PAGE_BYTES, headers: { accept: 'text/html' } });
  // Only a 404 says that the index does not have the project; a refusal or a fault of the server says nothing about it.
  if (status !== 200 && status !== 404) throw statusError(url, status);
  return status === 200 ? body.toString('utf8') : null;
}

async function requirementsOf({ flags, shop }: Planning, files: { readonly requirement: readonly string[]; readonly constraint: readonly string[] }): Promise<RequirementSet> {
  const reader = requirementReader({
    cwd: shop.cwd,
    readFile: readTextCapped,
    readPage: (url) => Promise.reject(new UserError('bad-input', `${url}: requirements files from the network are not read`, { hint: 'download it, look at it, and name the file' })),
    variable: (name) => shop.environment.variables[name],
  });
  const wanted = { packages: flags.packages, requirementFiles: [...files.requirement, ...flags.requirementFiles], constraintFiles: [...files.constraint, ...flags.constraintFiles] };
  return await collectRequirements(wanted, requirementsFormat, reader);
}

function nearestName(shop: Workshop): (name: string) => string | null {
  return (name) => (isPackageName(name) ? shop.names.nearestPopularName(parsePackageName(name)) : null);
}

const titleOf = (set: RequirementSet): string => {
  const names = set.requirements.map(({ name, url }) => name ?? url ?? '');
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
};

interface Known {
  readonly python: Python;
  readonly pip: PipOptionValues;
  readonly sources: Sources;
}

async function explain(outcome: PipOutcome, gateway: Gateway, { shop, python, sources }: Known & { readonly shop: Workshop }): Promise<Error> {
  const cause = failureCause(gateway);
  if (cause instanceof Error) return cause;
  const places = { indexes: sources.indexes.map(({ url }) => url), findLinks: sources.findLinks.map(({ url }) => url) };
  return await explainFailure(outcome, { pythonVersion: python.version, nearestName: nearestName(shop), filesOf: (name) => projectFiles(name, places, (url) => readPage(sources, url)) });
}

/** pip's resolution, all of its traffic through the gateway. */
async function resolveSet({ shop, observer }: Planning, set: RequirementSet, known: Known & { readonly files: FetchedFiles }): Promise<Resolution & { readonly notices: readonly Notice[] }> {
  const folder = join(shop.runFolder, 'resolve');
  await makePrivateFolder(folder);
  const gateway = await openRunGateway(known.sources, set, { files: known.files, signal: shop.signal });
  try {
    const resolution = await resolve(
      { set: throughGateway(set, gateway), options: pipArguments(known.pip, 'resolve'), sources: indexVariables(gateway) },
      {
        python: known.python,
        guardScript: shop.dataFile(join('python', 'resolve.py')),
        folder,
        start: shop.startPip(join(shop.runFolder, 'cwd'), (text) => observer.pipText(gateway.restore(text))),
        restore: gateway.restore,
        explain: (outcome) => explain(outcome, gateway, { ...known, shop }),
      },
    );
    return { ...resolution, notices: mishaps(gateway, known.sources) };
  } finally {
    await gateway.close();
  }
}

/** From flags to the list of files that pip would install: interpreter, configuration, requirements, indexes, resolution. */
export async function plan(planning: Planning): Promise<Plan> {
  const { flags, shop, observer } = planning;
  refuseUnsafeOptions(flags.pip);
  // What was typed is checked before anything is started.
  await requirementsOf(planning, { requirement: [], constraint: [] }).catch((error: unknown) => {
    if (!(error instanceof UserError && error.code === 'bad-arguments')) throw error;
  });
  const python = await choosePython(planning);
  observer.python(python.label, python.version);
  const pipConfig = await readPipConfig({ environment: shop.environment, sitePrefix: python.prefix });
  const set = await requirementsOf(planning, { requirement: pipConfig.list('requirement'), constraint: pipConfig.list('constraint') });
  const pip = absoluteOptionPaths(withConfigured(flags.pip, pipConfig), shop.cwd, shop.environment.home);
  refuseUnsafeOptions(pip);
  observer.phase(`Resolving ${titleOf(set)}`);
  const sources = await chooseSources({ shop, pip, pipConfig, set, skipIndexes: flags.skipIndexes, offline: flags.offline });
  const files = createFetchedFiles({ folder: join(shop.runFolder, 'fetched'), cache: shop.files, http: sources.http, signal: shop.signal });
  const close = async (): Promise<void> => {
    await files.close();
    await sources.http.close();
  };
  try {
    const { items, satisfied, notices } = await resolveSet(planning, set, { python, pip, sources, files });
    return { python, pip, sources, files, items, satisfied, notices: [...sources.notices, ...notices], close };
  } catch (error) {
    await close();
    throw error;
  }
}
