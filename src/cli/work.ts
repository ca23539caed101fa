import type { HeadStart } from '../app/programs/head-start.js';
import { told } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import type { CommandName, GivenOptions } from './options/given-options.js';
import { judgeAndShow } from './show/judge-and-show.js';
import { reportHook } from './show/pip-report.js';
import { auditFlags, globalFlags, initKind, inspectFlags, installFlags, logQuestion, releaseFlags, runFlags, waiveFlags } from './options/read-flags.js';
import { showAnswer, showAnswerInShop } from './show/show-answer.js';

export { shownError } from './show/show-error.js';

const here = (): { readonly cwd: string; readonly uid: number | null } => ({ cwd: process.cwd(), uid: process.getuid?.() ?? null });

/** What each command does (`verify` aside, see verify.ts); returns the exit code. */
export const work: Readonly<Record<Exclude<CommandName, 'verify'>, (args: readonly string[], given: GivenOptions, headStart: HeadStart | null) => Promise<number>>> = {
  async install(packages, given, headStart) {
    const flags = installFlags(packages, given);
    if (flags.repair) {
      const { repairInstalls } = await import('../app/repair.js');
      return await judgeAndShow(flags, (shop, observer) => repairInstalls(flags, shop, observer));
    }
    const { installAsConfigured } = await import('../app/install-as-configured.js');
    return await judgeAndShow(flags, (shop, observer) => installAsConfigured(flags, shop, { observer, hooks: reportHook(flags.report) }), headStart);
  },
  async audit(packages, given, headStart) {
    const flags = auditFlags(packages, given);
    const { auditPackages } = await import('../app/audit.js');
    return await judgeAndShow(flags, (shop, observer) => auditPackages(flags, shop, observer), headStart);
  },
  async run(command, given) {
    const { runAndShow } = await import('./show/run-and-show.js');
    return await runAndShow(runFlags(command, given));
  },
  async scan(paths, given) {
    // A requirements file is no file that could be installed: what it asks for is judged, as `audit` does.
    if (given.has('requirement')) {
      if (paths.length > 0) throw new UserError('bad-arguments', `-r judges what a file asks for, and ${paths.join(', ')} is to be judged itself`, { hint: 'scan one of them at a time' });
      return await work.audit([], given, null);
    }
    if (given.has('all-platforms')) {
      const { needsLock } = await import('../app/locks/needs-lock.js');
      throw needsLock();
    }
    const flags = { ...globalFlags(given), paths };
    if (paths.length === 0) {
      const { scanEnvironment } = await import('../app/scan-environment.js');
      return await judgeAndShow(flags, (shop, observer) => scanEnvironment(flags, shop, observer));
    }
    const { scanPaths } = await import('../app/scan.js');
    return await judgeAndShow(flags, (shop, observer) => scanPaths(flags, shop, observer));
  },
  async report(paths, given) {
    const flags = { ...auditFlags([], given), paths };
    const { reportOn } = await import('../app/report.js');
    return await judgeAndShow(flags, (shop, observer) => reportOn(flags, shop, observer));
  },
  async monitor(_, given) {
    const { monitorAndShow, monitorFlags } = await import('./show/monitor-and-show.js');
    return await monitorAndShow(monitorFlags(given));
  },
  async 'generate-constraints'(_, given) {
    const { writeConstraints } = await import('./show/write-constraints.js');
    // Whatever the file is called, there is one format.
    return await writeConstraints({ ...installFlags([], given), format: given.get('format')?.at(-1) ?? 'table' });
  },
  async explain([thing = ''], given) {
    const [{ explainRule, explainThing }, { explainAndShow }] = await Promise.all([import('../app/explain.js'), import('./show/show-explanation.js')]);
    const flags = globalFlags(given);
    return await explainAndShow(flags, { atOnce: () => explainRule(thing), inShop: (shop, observer) => explainThing(thing, { shop, observer }) });
  },
  async 'rules list'(_, given) {
    const [{ listRules }, { showExplanation }] = await Promise.all([import('../app/rules.js'), import('./show/show-explanation.js')]);
    return await showExplanation(globalFlags(given), listRules());
  },
  async pip(words, given) {
    const { passToPip } = await import('../app/pass-to-pip.js');
    return await passToPip(words, given.get('python')?.at(-1) ?? null);
  },
  async 'pip download'(packages, given, headStart) {
    const [flags, { savePackages }] = [installFlags(packages, given, 'download'), await import('../app/save.js')];
    return await judgeAndShow(flags, (shop, observer) => savePackages(flags, shop, observer), headStart);
  },
  async 'pip wheel'(packages, given, headStart) {
    const [flags, { savePackages }] = [installFlags(packages, given, 'wheel'), await import('../app/save.js')];
    return await judgeAndShow(flags, (shop, observer) => savePackages(flags, shop, observer), headStart);
  },
  async 'shim install'(_, given) {
    const [flags, { installShim }] = [globalFlags(given), await import('../app/shim.js')];
    return await showAnswer(flags, async () => told(await installShim(flags.python)));
  },
  async 'shim renew'([python = '']) {
    const { renewShim } = await import('../app/shim.js');
    await renewShim(python);
    return 0;
  },
  async 'shim remove'(_, given) {
    const [flags, { removeShim }] = [globalFlags(given), await import('../app/shim.js')];
    return await showAnswer(flags, async () => told(await removeShim(flags.python)));
  },
  async 'update-db'(_, given) {
    const { updateDatabase } = await import('../app/update-db.js');
    const flags = { ...globalFlags(given), from: given.get('from')?.at(-1) ?? null };
    return await showAnswerInShop(flags, async (shop, observer) => told(await updateDatabase(flags, shop, observer)));
  },
  async doctor(_, given) {
    const { examineAndShow, tryBlockAndShow } = await import('./show/examine-and-show.js');
    return await (given.has('try-block') ? tryBlockAndShow : examineAndShow)(installFlags([], given));
  },
  async completion([shell = ''], given) {
    const { showCompletion } = await import('./complete.js');
    return await showCompletion(shell, globalFlags(given));
  },
  async waive(args, given) {
    const { waive } = await import('../app/waive.js');
    const flags = waiveFlags(args, given);
    // -o names the file that the waiver goes into; what is said about it goes to the screen.
    return await showAnswerInShop({ ...flags, output: null, format: given.get('format')?.at(-1) ?? 'table' }, (shop) => waive(flags, shop));
  },
  async log(_, given) {
    const { showLog } = await import('../app/show-log.js');
    return await showAnswerInShop(globalFlags(given), (shop) => showLog(logQuestion(given), shop));
  },
  async 'config show'(_, given) {
    const { showConfig } = await import('../app/show-config.js');
    const flags = globalFlags(given);
    return await showAnswer(flags, () => showConfig(flags, here()));
  },
  async 'config path'(_, given) {
    const { showConfigPath } = await import('../app/show-config.js');
    const flags = globalFlags(given);
    return await showAnswer(flags, () => Promise.resolve(showConfigPath(flags)));
  },
  async init(_, given) {
    const { initConfig } = await import('../app/init.js');
    const kind = initKind(given);
    return await showAnswer(globalFlags(given), () => initConfig({ kind, ...here() }));
  },
  async 'cache stats'(_, given) {
    const { cacheStats } = await import('../app/cache.js');
    return await showAnswerInShop(globalFlags(given), cacheStats);
  },
  async 'cache clear'(_, given) {
    const { clearCache } = await import('../app/cache.js');
    return await showAnswerInShop(globalFlags(given), clearCache);
  },
  async 'cache prune'(_, given) {
    const { pruneCache } = await import('../app/cache.js');
    return await showAnswerInShop(globalFlags(given), (shop) => pruneCache(given.get('max-size')?.at(-1) ?? null, shop));
  },
  async 'quarantine list'(_, given) {
    const { listQuarantine } = await import('../app/quarantine/list.js');
    return await showAnswerInShop(globalFlags(given), listQuarantine);
  },
  async 'quarantine inspect'(words, given) {
    const { inspectQuarantined } = await import('../app/quarantine/inspect.js');
    const flags = inspectFlags(words, given);
    return await showAnswerInShop(flags, (shop) => inspectQuarantined(flags, shop));
  },
  async 'quarantine release'(words, given) {
    const { releaseFromQuarantine } = await import('../app/quarantine/release.js');
    const flags = releaseFlags(words, given);
    return await judgeAndShow(flags, (shop, observer) => releaseFromQuarantine(flags, shop, observer));
  },
  async 'quarantine remove'(words, given) {
    const { removeFromQuarantine } = await import('../app/quarantine/remove.js');
    return await showAnswerInShop(globalFlags(given), (shop) => removeFromQuarantine({ words, all: given.has('all') }, shop));
  },
};
