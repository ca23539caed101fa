import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPipConfig } from '../../config/pip-config/read.js';
import { ToolError, UserError } from '../../core/errors.js';
import type { RequirementSet } from '../../core/requirements/requirement-set.js';
import { askPython, type AskedPython, type Python } from '../../pip/ask-python.js';
import type { Notice } from '../../core/run.js';
import type { WaitingPip } from '../../pip/waiting-pip.js';
import { managedBySystem } from '../../pip/explain-failure.js';
import { findPython } from '../../pip/find-python.js';
import { refuseContradictions } from '../../pip/exclusive-options.js';
import { pinnedNames } from '../indexes/pinned-names.js';
import { absoluteOptionPaths, intoEmptyFolder, refuseUnsafeOptions, type PipOptionValues } from '../../pip/options.js';
import type { Observer } from '../observer.js';
import type { InstallFlags } from '../request.js';
import { pythonSearch } from '../programs/python-search.js';
import type { Workshop } from '../workshop.js';
import { askedRequirements, buildConstraints, type Asking } from './requirements/asked-requirements.js';
import { cacheFor } from './judging/cache-for.js';
import { chooseSources } from './listing/choose-sources.js';
import { createFetchedFiles, type ComeFile } from './judging/fetched-files.js';
import type { Line } from './line.js';
import { withAlternatives } from '../locks/alternatives.js';
import { lockEntries, withoutLockedHashes, type LockEntry } from '../locks/lock-entries.js';
import { createOrigins } from './listing/origins.js';
import { emptyNotice, titleOf } from './requirements/title-of.js';
import { unheeded, withConfigured } from './requirements/pip-settings.js';
import { unfitPython } from './requirements/unfit-python.js';
import { judgeAhead } from './judging/judge-ahead.js';
import { askedScripts, createResolvers } from './listing/resolvers.js';
import { needsLock } from '../locks/needs-lock.js';
import { pipFolder } from './run-folder.js';
import { createStandingInstaller } from './installing/standing-installer.js';

/** What is wanted of a run, and what it works with. */
export interface Planning {
  readonly flags: InstallFlags;
  readonly shop: Workshop;
  readonly observer: Observer;
  /** Whether wheels are to be built of source packages. */
  readonly buildsWheels: boolean;
  /** Nothing is installed or kept: a file that is not the locked one is judged, and found, instead of refused. Of a lock what this platform takes, or all. */
  readonly judgesOnly?: 'this-platform' | 'every-platform';
  /** Where requirements files are not read as they are now. */
  readonly readFile?: Asking['readFile'];
}

function choosePython({ flags, shop }: Planning, first: FirstPip | null): Promise<AskedPython> {
  const { environment, cwd } = shop;
  const choice = findPython(pythonSearch(environment, { wanted: flags.python, cwd, isIsolated: flags.pip.has('isolated') }));
  return askPython(choice, askedScripts(shop, first?.script ?? 'resolve.py'), shop.openPip(pipFolder(shop.runFolder), first?.signal));
}

function checkOptions(pip: PipOptionValues): void {
  refuseUnsafeOptions(pip);
  refuseContradictions(pip);
}

/** pip's own check, words and exit code. */
function checkVirtualEnvironment({ prefix }: Python, pip: PipOptionValues): void {
  if (!pip.has('require-virtualenv') || existsSync(join(prefix, 'pyvenv.cfg'))) return;
  throw new ToolError('install-failed', 'Could not find an activated virtualenv (required).', { hint: 'activate one, or name one with --python' });
}

// With these pip leaves the environment itself alone, or is told to take no notice.
const NOT_INTO_IT = ['dry-run', 'root', 'target', 'prefix', 'break-system-packages'];

/** pip says it only when everything is there to be installed. */
function checkManaged({ isManaged }: Python, pip: PipOptionValues, { flags: { gated, dryRun }, judgesOnly }: Planning): void {
  if (isManaged && gated === 'install' && judgesOnly === undefined && !dryRun && !NOT_INTO_IT.some((option) => pip.has(option))) throw managedBySystem();
}

// What was typed is checked before anybody is asked anything.
async function checkTyped({ flags, shop, readFile, judgesOnly }: Planning): Promise<void> {
  checkOptions(flags.pip);
  await askedRequirements({ flags, shop, readFile, judgesOnly: judgesOnly !== undefined, pythonVersion: null, configured: { requirement: [], constraint: [], editable: [] } }).catch((error: unknown) => {
    if (!(error instanceof UserError && error.code === 'bad-arguments')) throw error;
  });
}

/** What is known before pip is asked. */
export interface Prepared {
  readonly line: Line;
  readonly set: RequirementSet;
  /** Entries of locks of which every file is listed, and not only what pip takes. */
  readonly besides: readonly LockEntry[];
  /** What there is to say of what was asked for. */
  readonly notices: readonly Notice[];
  /** The interpreter that was asked who it is, and waits for something else than to resolve; null when it resolves. */
  readonly waiting: WaitingPip | null;
}

/** What the first interpreter waits for, if not to resolve: a script of data/python, and what ends it. */
export interface FirstPip {
  readonly script: string;
  readonly signal: AbortSignal;
}

/** What pip is to list of what was asked for, and what is listed besides. */
function listed(asked: RequirementSet, { judgesOnly, shop }: Planning): Pick<Prepared, 'set' | 'besides'> {
  if (judgesOnly === undefined) return { set: asked, besides: [] };
  if (judgesOnly === 'every-platform' && !asked.options.noDeps) throw needsLock();
  const { set, alternatives } = withAlternatives(withoutLockedHashes(asked));
  return { set, besides: lockEntries(judgesOnly === 'every-platform' ? asked : alternatives, shop.cwd) };
}

/** Configuration, requirements and the places that files come from. */
async function prepareWith(planning: Planning, { python, waiting }: AskedPython, first: FirstPip | null): Promise<Prepared> {
  const { flags, observer, buildsWheels, readFile } = planning;
  observer.python(python.label, python.version);
  const pipConfig = await readPipConfig({ environment: planning.shop.environment, sitePrefix: python.prefix, command: flags.gated, isolated: flags.pip.has('isolated') });
  const given = absoluteOptionPaths(withConfigured(flags, pipConfig), planning.shop.cwd, planning.shop.environment.home);
  checkOptions(given);
  const pip = planning.judgesOnly === undefined ? given : intoEmptyFolder(given, join(planning.shop.runFolder, 'elsewhere'));
  checkVirtualEnvironment(python, pip);
  checkManaged(python, pip, planning);
  const cache = await cacheFor(planning.shop, pip);
  const shop = { ...planning.shop, files: cache.files };
  const configured = { requirement: pipConfig.list('requirement'), constraint: pipConfig.list('constraint'), editable: pipConfig.list('editable') };
  const asked = await askedRequirements({ flags, shop, readFile, judgesOnly: planning.judgesOnly !== undefined, pythonVersion: python.version, configured });
  shop.projects.notePins(pinnedNames(asked));
  shop.projects.noteLocks(lockEntries(asked, shop.cwd));
  const { set, besides } = listed(asked, planning);
  const isEmpty = asked.requirements.length === 0;
  if (set.requirements.length > 0) observer.phase(`Resolving ${titleOf(set, planning.shop.cwd)}`);
  const sources = await chooseSources({ shop, pip, pipConfig, set, isEmpty, skipIndexes: flags.skipIndexes, offline: flags.offline });
  const installer = createStandingInstaller({ shop, observer, executable: python.executable, options: pip });
  const onFile = async (file: ComeFile): Promise<void> => {
    const cleared = await judgeAhead(file, shop);
    if (cleared !== null) installer.prepare(cleared);
  };
  const files = createFetchedFiles({ folder: join(shop.runFolder, 'fetched'), cache: shop.files, http: sources.http, signal: shop.signal, onDownload: shop.warmUp, onFile: (file) => void Promise.allSettled([onFile(file)]) });
  const constraints = await buildConstraints(pip.get('build-constraint') ?? [], shop);
  const origins = createOrigins([...sources.indexes, ...sources.findLinks]);
  const resolver = createResolvers(shop, python.executable, first === null ? waiting : null);
  const builds = buildsWheels && !pip.has('dry-run');
  return { besides, notices: [...(isEmpty ? [emptyNotice([...configured.requirement, ...flags.requirementFiles])] : []), ...unfitPython(asked, pip, python.version), ...unheeded(flags, pipConfig), ...cache.notices], line: { shop, observer, python, pip, sources, files, origins, buildsWheels: builds, installer, resolver, buildConstraints: constraints }, set, waiting: first === null ? null : waiting };
}

/** Interpreter, configuration, requirements and the places that files come from. Whoever takes it closes it. */
export async function prepare(planning: Planning, first: FirstPip | null = null): Promise<Prepared> {
  await checkTyped(planning);
  const asked = await choosePython(planning, first);
  try {
    return await prepareWith(planning, asked, first);
  } catch (error) {
    await asked.waiting.dismiss();
    throw error;
  }
}
