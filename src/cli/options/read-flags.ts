import type { InspectFlags } from '../../app/quarantine/inspect.js';
import type { ReleaseFlags } from '../../app/quarantine/release.js';
import type { AuditFlags, GlobalFlags, InstallFlags, RunFlags } from '../../app/request.js';
import type { LogQuestion } from '../../app/show-log.js';
import type { WaiveFlags } from '../../app/waive.js';
import type { TemplateKind } from '../../config/settings/config-template.js';
import { UserError } from '../../core/errors.js';
import type { Verbosity } from '../../core/run.js';
import { pipOptions, type GatedCommand } from '../../pip/option-table.js';
import type { PipOptionValues } from '../../pip/options.js';
import type { GivenOptions } from './given-options.js';
import { outputFlags } from './output-options.js';

/** As in pip, --verbose and --quiet take each other back. */
const loudness = (given: GivenOptions): number => (given.get('verbose')?.length ?? 0) - (given.get('quiet')?.length ?? 0);

function verbosityOf(given: GivenOptions): Verbosity {
  const loud = loudness(given);
  if (loud < 0) return 'quiet';
  return loud > 1 ? 'very-verbose' : loud === 1 ? 'verbose' : 'normal';
}

const last = (given: GivenOptions, name: string): string | null => given.get(name)?.at(-1) ?? null;

function aiOf(given: GivenOptions): boolean | null {
  if (given.has('ai') && given.has('no-ai')) throw new UserError('bad-arguments', '--ai and --no-ai exclude each other');
  return given.has('ai') ? true : given.has('no-ai') ? false : null;
}

/** The global options as the use cases take them. */
export function globalFlags(given: GivenOptions): GlobalFlags {
  return {
    verbosity: verbosityOf(given),
    noColor: given.has('no-color'),
    config: last(given, 'config'),
    python: last(given, 'python'),
    offline: given.has('offline'),
    lookups: !given.has('no-lookups'),
    failClosed: given.has('fail-closed'),
    ai: aiOf(given),
    isSilent: loudness(given) < -1,
    progressBar: !['off', 'raw'].includes(last(given, 'progress-bar') ?? 'on'),
    log: last(given, 'log'),
    ...outputFlags(given),
  };
}

function pipValues(given: GivenOptions): PipOptionValues {
  const known = new Set(pipOptions.map(({ name }) => name));
  return new Map([...given].filter(([name]) => known.has(name)));
}

/** The options of `install` and `audit` as the use cases take them. */
export function installFlags(packages: readonly string[], given: GivenOptions, gated: GatedCommand = 'install'): InstallFlags {
  return {
    ...globalFlags(given),
    gated,
    packages,
    editables: given.get('editable') ?? [],
    requirementFiles: [...(given.get('requirement') ?? []), ...(given.get('requirements') ?? [])],
    constraintFiles: given.get('constraint') ?? [],
    pip: pipValues(given),
    dryRun: given.has('dry-run'),
    report: last(given, 'report'),
    repair: given.has('repair'),
    onePass: given.has('one-pass'),
    allowBlocked: given.has('allow-blocked'),
    minAge: last(given, 'min-age'),
    allowKnownMalware: given.has('allow-known-malware'),
    skipIndexes: given.get('skip-index') ?? [],
    sandbox: last(given, 'sandbox'),
    buildNetwork: given.get('build-network') ?? [],
  };
}

/** The options of `audit` as the use case takes them. Nothing is installed, so what pip allows in a dry run is allowed. */
export const auditFlags = (packages: readonly string[], given: GivenOptions): AuditFlags =>
  ({ ...installFlags(packages, new Map([...given, ['dry-run', ['']]])), baseline: last(given, 'baseline'), allPlatforms: given.has('all-platforms') });

/** The options of `waive` as the use case takes them. */
export function waiveFlags([target = '', ...names]: readonly string[], given: GivenOptions): WaiveFlags {
  const text = (name: string): string | null => last(given, name);
  return { ...globalFlags(given), target, names, reason: text('reason'), until: text('until'), days: text('days'), versions: text('versions'), files: given.get('file') ?? [] };
}

/** The options of `log` as the use case takes them. */
export function logQuestion(given: GivenOptions): LogQuestion {
  return { packageName: last(given, 'package'), verdict: last(given, 'verdict'), since: last(given, 'since'), limit: last(given, 'limit') };
}

/** Which configuration `init` is to write. */
export function initKind(given: GivenOptions): TemplateKind {
  if (given.has('ci') && given.has('project')) throw new UserError('bad-arguments', '--ci and --project exclude each other', { hint: '--ci writes into the project as well' });
  return given.has('ci') ? 'ci' : given.has('project') ? 'project' : 'user';
}

/** The options of `run` as the use case takes them. */
export function runFlags(command: readonly string[], given: GivenOptions): RunFlags {
  return { ...globalFlags(given), command, pip: pipValues(given), allowBlocked: given.has('allow-blocked'), skipIndexes: given.get('skip-index') ?? [] };
}

/** The options of `quarantine inspect` as the use case takes them. */
export const inspectFlags = (words: readonly string[], given: GivenOptions): InspectFlags => ({ ...globalFlags(given), words, venv: last(given, 'venv') });

/** The options of `quarantine release` as the use case takes them. */
export const releaseFlags = (words: readonly string[], given: GivenOptions): ReleaseFlags => ({ ...installFlags(words, given), force: given.has('force'), reason: last(given, 'reason') });
