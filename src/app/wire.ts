import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { analyseProject } from '../analysis/analyse-project.js';
import { readEnvironment } from '../config/environment.js';
import { loadSettings, type Configuration } from '../config/settings.js';
import type { Notice } from '../core/run.js';
import type { Rule } from '../core/rule.js';
import { untrusted } from '../core/untrusted.js';
import { systemClock } from '../platform/clock.js';
import { removeTree } from '../platform/files.js';
import type { Interrupts } from '../platform/interrupts.js';
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
import { prepareBuilds } from './builds.js';
import { ruleset } from './build-facts.js';
import { isArchiveAnalysis } from './kept-analysis.js';
import { judge, judgeSoon, type JudgeTools } from './judge.js';
import type { LookUp } from './known.js';
import type { GlobalFlags, InstallFlags } from './request.js';
import { findInterrupted, interruptedNotices } from './run/interrupted-installs.js';
import { makeRunFolder } from './run/run-folder.js';
import { startersFor } from './start-programs.js';
import { tidyDaily } from './tidy-daily.js';
import { waiverNotices } from './waiver-notices.js';
import type { Workshop } from './workshop.js';

const rules: Readonly<Record<string, Rule>> = ruleModules;

// Each may need its whole heap, and the files of one run are soon judged.
const MOST_WORKERS = 4;

// No source is asked yet.
const NOTHING_KNOWN = { advisories: [], project: null, gaps: [] };

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
}

function judgeTools({ store, names, workers, configuration, lookUp }: JudgeParts): JudgeTools {
  const curated = configuration.settings.curatedList;
  const similarity = curated.kind === 'top' ? { curatedList: curated.count } : {};
  return {
    recall: (sha256) => {
      const kept = store.analyses.get(sha256, ruleset);
      return isArchiveAnalysis(kept) ? kept : null;
    },
    remember: (sha256, analysis) => store.analyses.put(sha256, ruleset, analysis),
    analyse: workers.analyse,
    lookUp: lookUp.ask,
    judgeProject: ({ name, version, requested }, { advisories, project }) => analyseProject({
      name: { name, rank: names.rankOf(name), similar: names.similarTo(name, similarity), requested },
      project: { name, version, requested, now: systemClock.nowMs(), advisories, project },
    }, rules),
    decide: (report) => decide(report, configuration.policy),
    now: systemClock.monotonicMs,
  };
}

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

async function closeAll({ store, workers }: Pick<JudgeParts, 'store' | 'workers'>, runFolder: string, { home, files }: { readonly home: Home; readonly files: FileCache }): Promise<void> {
  await workers.close();
  store.close();
  await removeTree(runFolder);
  await (home.temporary ? removeTree(home.path) : tidyDaily(home.path, files, systemClock));
}

/** Reads environment and configuration, opens the store, and puts the parts of this run together. Close it when the run ends. */
export async function openWorkshop(flags: GlobalFlags & Partial<Pick<InstallFlags, 'allowBlocked' | 'allowKnownMalware' | 'sandbox' | 'buildNetwork'>>, { signal, insistent }: Pick<Interrupts, 'signal' | 'insistent'>): Promise<Workshop> {
  const environment = readEnvironment();
  const cwd = process.cwd();
  const uid = process.getuid?.() ?? null;
  const configuration = await loadSettings({ environment, cwd, uid, flags: { configFile: flags.config, allowBlocked: flags.allowBlocked ?? false, allowKnownMalware: flags.allowKnownMalware ?? false, values: flags.sandbox ? { sandbox: flags.sandbox } : {} } });
  const home = await openHome({ wanted: environment.depsecHome, account: environment.home, uid });
  const runFolder = await makeRunFolder(home.path);
  const store = await openStore({ home: home.path });
  const journals = openJournals({ home: home.path });
  const interrupted = await findInterrupted(journals);
  const root = packageRoot();
  const workers = createAnalysisWorkers({ entry: join(root, 'dist', 'analysis-worker.js'), size: Math.min(MOST_WORKERS, availableParallelism()), signal, folder: runFolder });
  const files = openFileCache({ home: home.path });
  const names = loadPopularNames(join(root, 'data', 'pypi-ranks.tsv'));
  const lookUp: LookUp = { ask: () => Promise.resolve(NOTHING_KNOWN), askSoon: () => undefined };
  const builds = prepareBuilds({ environment, mode: configuration.settings.sandbox, withNetwork: flags.buildNetwork ?? [], cwd: runFolder, signal });
  const tools = judgeTools({ store, names, workers, configuration, lookUp });
  return {
    cwd, environment, configuration, signal, insistent, home, store, journals, names, runFolder,
    clock: systemClock,
    files,
    builds,
    builtWheels: builtWheelsIn(store, [configuration.settings.sandbox, ...(flags.buildNetwork ?? [])]),
    log: openAuditLog({ home: home.path }),
    notices: () => [...configuration.notices, ...waiverNotices(configuration.policy.waivers, Object.keys(rules)), ...(home.notice === null ? [] : [warning(home.notice)]), ...store.notices().map(warning), ...interruptedNotices(interrupted), ...builds.notices()],
    dataFile: (name) => join(root, 'data', name),
    judge: (artifact, options) => judge(artifact, tools, options),
    known: tools.recall,
    judgeSoon: (artifact) => judgeSoon(artifact, tools),
    askSoon: lookUp.askSoon,
    warmUp: workers.warm,
    decide: tools.decide,
    parserBackend: async () => (await parserLoader(root)()).backend,
    ...startersFor({ environment, cwd, signal }),
    close: () => closeAll({ store, workers }, runFolder, { home, files }),
  };
}
