import { join } from 'node:path';
import { analyseName } from '../analysis/analyse-name.js';
import { buildVariables } from '../config/build-variables.js';
import { childEnvironment } from '../config/child-environment.js';
import { readEnvironment } from '../config/environment.js';
import { loadSettings, type Configuration } from '../config/settings.js';
import type { Notice } from '../core/run.js';
import type { Rule } from '../core/rule.js';
import { untrusted } from '../core/untrusted.js';
import { quietPip } from '../pip/pip-process.js';
import { systemClock } from '../platform/clock.js';
import { makePrivateFolder, removeTree } from '../platform/files.js';
import type { Interrupts } from '../platform/interrupts.js';
import { packageRoot } from '../platform/package-root.js';
import { preferSmallHeap } from '../platform/small-heap.js';
import { run } from '../platform/spawn.js';
import { decide } from '../policy/decide.js';
import { loadPythonParser, type PythonParser } from '../python/parser.js';
import * as ruleModules from '../rules/registry.js';
import { loadPopularNames, type PopularNames } from '../sources/popular-names.js';
import { openAuditLog } from '../store/audit-log.js';
import { openFileCache } from '../store/files.js';
import { openHome, type Home } from '../store/home.js';
import { openJournals } from '../store/journal.js';
import { openStore, type Store } from '../store/open-store.js';
import { analyseSealed } from './analyse-sealed.js';
import { ruleset } from './build-facts.js';
import { isArchiveAnalysis } from './kept-analysis.js';
import { judge, type JudgeTools } from './judge.js';
import type { GlobalFlags, InstallFlags } from './request.js';
import { findInterrupted, interruptedNotices } from './run/interrupted-installs.js';
import { makeRunFolder } from './run/run-folder.js';
import type { Workshop } from './workshop.js';

const rules: Readonly<Record<string, Rule>> = ruleModules;

// Such wheels hold thousands of modules; memory matters more than speed then.
const LARGE_BYTES = 100_000_000;

/** Loads something once, when it is first asked for. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => (loaded ??= load());
}

function parserLoader(root: string): () => Promise<PythonParser> {
  return once(() =>
    loadPythonParser({
      wasmRuntime: join(root, 'dist', 'web-tree-sitter.wasm'),
      wasmGrammar: join(root, 'data', 'grammar', 'tree-sitter-python.wasm'),
    }),
  );
}

interface JudgeParts {
  readonly store: Store;
  readonly names: PopularNames;
  readonly loadParser: () => Promise<PythonParser>;
  readonly configuration: Configuration;
  readonly runFolder: string;
}

function judgeTools({ store, names, loadParser, configuration, runFolder }: JudgeParts): JudgeTools {
  const curated = configuration.settings.curatedList;
  const similarity = curated.kind === 'top' ? { curatedList: curated.count } : {};
  return {
    recall: (sha256) => {
      const kept = store.analyses.get(sha256, ruleset);
      return isArchiveAnalysis(kept) ? kept : null;
    },
    remember: (sha256, analysis) => store.analyses.put(sha256, ruleset, analysis),
    analyse: (artifact) => {
      if (artifact.bytes > LARGE_BYTES) preferSmallHeap();
      return analyseSealed(artifact, { rules, loadParser }, runFolder);
    },
    judgeName: (name, requested) => analyseName({ name, rank: names.rankOf(name), similar: names.similarTo(name, similarity), requested }, rules),
    decide: (report) => decide(report, configuration.policy),
    now: systemClock.monotonicMs,
  };
}

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

async function closeAll(store: Store, runFolder: string, home: Home): Promise<void> {
  store.close();
  await removeTree(runFolder);
  if (home.temporary) await removeTree(home.path);
}

/** Reads environment and configuration, opens the store, and puts the parts of this run together. Close it when the run ends. */
export async function openWorkshop(flags: GlobalFlags & Partial<Pick<InstallFlags, 'allowBlocked'>>, { signal, insistent }: Pick<Interrupts, 'signal' | 'insistent'>): Promise<Workshop> {
  const environment = readEnvironment();
  const cwd = process.cwd();
  const uid = process.getuid?.() ?? null;
  const configuration = await loadSettings({ environment, cwd, uid, flags: { configFile: flags.config, allowBlocked: flags.allowBlocked ?? false } });
  const home = await openHome({ wanted: environment.depsecHome, account: environment.home, uid });
  const runFolder = await makeRunFolder(home.path);
  const store = await openStore({ home: home.path });
  const journals = openJournals({ home: home.path });
  const interrupted = await findInterrupted(journals);
  const root = packageRoot();
  const loadParser = parserLoader(root);
  const names = loadPopularNames(join(root, 'data', 'pypi-ranks.tsv'));
  const tools = judgeTools({ store, names, loadParser, configuration, runFolder });
  return {
    cwd, environment, configuration, signal, insistent, home, store, journals, names, runFolder,
    clock: systemClock,
    files: openFileCache({ home: home.path }),
    log: openAuditLog({ home: home.path }),
    notices: () => [...configuration.notices, ...(home.notice === null ? [] : [warning(home.notice)]), ...store.notices().map(warning), ...interruptedNotices(interrupted)],
    dataFile: (name) => join(root, 'data', name),
    judge: (artifact, options) => judge(artifact, tools, options),
    decide: tools.decide,
    parserBackend: async () => (await loadParser()).backend,
    startPip: (folder, onText, stop = signal) => async (executable, args, variables) => {
      await makePrivateFolder(folder);
      // pyenv's shims choose by the folder they are started in, which must not be ours.
      const env = { PYENV_DIR: cwd, ...childEnvironment(environment), ...quietPip, ...variables };
      return await run(executable, args, { cwd: folder, env, signal: stop, onStdoutLine: onText, onStderrLine: onText });
    },
    startBuild: (folder, onText) => async (executable, args, variables) => {
      const env = { ...childEnvironment(environment), ...buildVariables(environment), ...variables };
      return await run(executable, args, { cwd: folder, env, signal, onStdoutLine: onText, onStderrLine: onText });
    },
    close: () => closeAll(store, runFolder, home),
  };
}
