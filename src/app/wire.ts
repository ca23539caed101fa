import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { loadSettings, type Configuration } from '../config/settings.js';
import type { SettingName } from '../config/settings/setting-table.js';
import type { Notice } from '../core/run.js';
import type { Rule } from '../core/rule.js';
import { untrusted } from '../core/untrusted.js';
import { systemClock } from '../platform/clock.js';
import { removeTree } from '../platform/files.js';
import type { Interrupts } from '../platform/processes/interrupts.js';
import { packageRoot } from '../platform/package-root.js';
import { decide } from '../policy/decide.js';
import * as ruleModules from '../rules/registry.js';
import { loadPopularNames, type PopularNames } from '../sources/popular-names.js';
import { openAuditLog } from '../store/audit-log.js';
import { openFileCache, type FileCache } from '../store/files.js';
import { openHome, type Home } from '../store/home.js';
import { openJournals } from '../store/journal.js';
import { openStore, type Store } from '../store/open-store.js';
import { createAnalysisWorkers, type AnalysisWorkers } from './analysis/analysis-workers.js';
import { parserLoader } from './analysis/parser-files.js';
import { prepareBuilds } from './programs/builds.js';
import { ruleset } from './build-facts.js';
import type { HeadStart } from './programs/head-start.js';
import { indexPart } from './indexes/index-look-up.js';
import { createSeenProjects, type SeenProjects } from './indexes/seen-projects.js';
import { judge, judgeSoon, type JudgeTools } from './judge/judge.js';
import { keptFindings } from './judge/kept-findings.js';
import { projectJudge } from './judge/judge-project.js';
import type { LookUp } from './look-up/known.js';
import { combineLookUps } from './look-up/combine.js';
import { openAdvisories, type OpenedAdvisories } from './look-up/open-advisories.js';
import { namesFile } from './look-up/refresh-names.js';
import type { GlobalFlags, InstallFlags } from './request.js';
import { ruleIds } from './rules.js';
import { openReviews, type Reviews } from './review/open-reviews.js';
import { reviewAccess } from './review/review-access.js';
import { findInterrupted, interruptedNotices } from './pipeline/installing/interrupted-installs.js';
import { removeDeadRuns } from './pipeline/dead-runs.js';
import { newRunFolder } from './pipeline/run-folder.js';
import { startersFor } from './programs/start-programs.js';
import { tidyDaily } from './tidy-daily.js';
import { waiverNotices } from './waive/waiver-notices.js';
import type { Workshop } from './workshop.js';

const rules: Readonly<Record<string, Rule>> = ruleModules;

// Each may need its whole heap, and the files of one run are soon judged.
const MOST_WORKERS = 4;

// Under this in place of a rule set stand notes of built wheels.
const BUILT = 'built wheels, 1';

const builtWheelsIn = ({ analyses }: Store, builtIn: readonly string[]): Workshop['builtWheels'] => ({
  builtIn,
  recall: (key) => analyses.get(key, BUILT),
  remember: (key, note) => analyses.put(key, BUILT, note),
});

interface JudgeParts {
  readonly store: Store;
  readonly names: PopularNames;
  readonly workers: AnalysisWorkers;
  readonly configuration: Configuration;
  readonly lookUp: LookUp;
  readonly projects: SeenProjects;
  readonly reviews: Reviews;
}

function judgeTools({ store, names, workers, configuration, lookUp, projects, reviews }: JudgeParts): JudgeTools {
  return {
    ...keptFindings(store, ruleset),
    analyse: workers.analyse,
    lookUp: lookUp.ask,
    judgeProject: projectJudge({ names, configuration, rules, isPinned: projects.isPinned, lockedAs: projects.lockedAs, nowMs: systemClock.nowMs }),
    decide: (report) => decide(report, configuration.policy),
    review: reviews.review,
    now: systemClock.monotonicMs,
  };
}

/** What of the flags of a command the parts of a run depend on. */
type WorkshopFlags = GlobalFlags & Partial<Pick<InstallFlags, 'allowBlocked' | 'allowKnownMalware' | 'minAge' | 'sandbox' | 'buildNetwork'>>;

/** Flags that are settings. */
const settingsOf = ({ lookups, failClosed, minAge, sandbox, ai }: WorkshopFlags): Partial<Record<SettingName, string>> =>
  ({ ...(lookups ? {} : { lookups: 'false' }), ...(failClosed ? { failClosed: 'true' } : {}), ...(ai === null ? {} : { enableAi: String(ai) }), ...(minAge ? { minAge } : {}), ...(sandbox ? { sandbox } : {}) });

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

interface Closing extends Pick<JudgeParts, 'store' | 'workers' | 'reviews'> {
  readonly advisories: Pick<OpenedAdvisories, 'close'>;
  readonly headStart: HeadStart | null;
}

async function closeAll({ store, workers, advisories, reviews, headStart }: Closing, runFolder: string, { home, files }: { readonly home: Home; readonly files: FileCache }): Promise<void> {
  await headStart?.dismiss();
  await workers.close();
  await advisories.close();
  await reviews.close();
  store.close();
  await removeTree(runFolder);
  await (home.temporary ? removeTree(home.path) : tidyDaily(home.path, files, systemClock));
}

/** Reads environment and configuration, opens the store, and puts the parts of this run together. Close it when the run ends. */
export async function openWorkshop(flags: WorkshopFlags, { signal, insistent }: Pick<Interrupts, 'signal' | 'insistent'>, headStart: HeadStart | null = null): Promise<Workshop> {
  const environment = readEnvironment();
  const cwd = process.cwd();
  const uid = process.getuid?.() ?? null;
  const configuration = await loadSettings({ environment, cwd, uid, flags: { configFile: flags.config, allowBlocked: flags.allowBlocked ?? false, allowKnownMalware: flags.allowKnownMalware ?? false, values: settingsOf(flags) } });
  const access = reviewAccess({ flag: flags.ai, settings: configuration.settings, offline: flags.offline, asksIndexOnly: !flags.lookups, environment, cwd });
  const home = await openHome({ wanted: environment.depsecHome, account: environment.home, uid });
  const runFolder = headStart?.runFolder ?? (await newRunFolder(home.path));
  await removeDeadRuns(home.path);
  const store = await openStore({ home: home.path });
  const journals = openJournals({ home: home.path });
  const interrupted = await findInterrupted(journals);
  const root = packageRoot();
  const dataFile = (name: string): string => join(root, 'data', name);
  const workers = createAnalysisWorkers({ entry: join(root, 'dist', 'analysis-worker.js'), size: Math.min(MOST_WORKERS, availableParallelism()), signal, folder: runFolder });
  const files = openFileCache({ home: home.path });
  const names = loadPopularNames(namesFile(home.path, dataFile('pypi-ranks.tsv')));
  const advisories = openAdvisories({ settings: configuration.settings, offline: flags.offline, environment, store, snapshotFile: dataFile('advisories.txt'), clock: systemClock, signal });
  const projects = createSeenProjects();
  const lookUp = combineLookUps([advisories, indexPart(projects)]);
  const log = openAuditLog({ home: home.path });
  const reviews = openReviews(access, { isAsked: flags.ai === true, settings: configuration.settings, offline: flags.offline, environment, cwd, store, log, files, clock: systemClock, signal });
  const tools = judgeTools({ store, names, workers, configuration, lookUp, projects, reviews });
  const builds = prepareBuilds({ environment, mode: configuration.settings.sandbox, withNetwork: flags.buildNetwork ?? [], cwd: runFolder, signal });
  return {
    cwd, environment, configuration, signal, insistent, home, store, journals, names, runFolder, log, files, builds, projects, dataFile,
    clock: systemClock,
    builtWheels: builtWheelsIn(store, [configuration.settings.sandbox, ...(flags.buildNetwork ?? [])]),
    notices: () => [...configuration.notices, ...waiverNotices(configuration.policy.waivers, ruleIds), ...(home.notice === null ? [] : [warning(home.notice)]), ...store.notices().map(warning), ...interruptedNotices(interrupted), ...advisories.notices(), ...builds.notices(), ...reviews.notices()],
    judge: (artifact, options) => judge(artifact, tools, options),
    known: tools.recall,
    judgeSoon: (artifact) => judgeSoon(artifact, tools),
    ...lookUp,
    warmUp: workers.warm,
    decide: tools.decide,
    parserBackend: async () => (await parserLoader(root)('full')).backend,
    ...startersFor({ environment, cwd, signal, headStart }),
    close: () => closeAll({ store, workers, advisories, reviews, headStart }, runFolder, { home, files }),
  };
}
