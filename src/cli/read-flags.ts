import type { GlobalFlags, InstallFlags } from '../app/request.js';
import type { Verbosity } from '../core/run.js';
import { pipOptions, type GatedCommand } from '../pip/option-table.js';
import type { PipOptionValues } from '../pip/options.js';
import type { GivenOptions } from './given-options.js';

/** As in pip, --verbose and --quiet take each other back. */
const loudness = (given: GivenOptions): number => (given.get('verbose')?.length ?? 0) - (given.get('quiet')?.length ?? 0);

function verbosityOf(given: GivenOptions): Verbosity {
  const loud = loudness(given);
  if (loud < 0) return 'quiet';
  return loud > 1 ? 'very-verbose' : loud === 1 ? 'verbose' : 'normal';
}

const last = (given: GivenOptions, name: string): string | null => given.get(name)?.at(-1) ?? null;

/** The global options as the use cases take them. */
export function globalFlags(given: GivenOptions): GlobalFlags {
  return {
    verbosity: verbosityOf(given),
    noColor: given.has('no-color'),
    config: last(given, 'config'),
    python: last(given, 'python'),
    offline: given.has('offline'),
    format: last(given, 'format') ?? 'table',
    output: last(given, 'output'),
    isSilent: loudness(given) < -1,
    progressBar: !['off', 'raw'].includes(last(given, 'progress-bar') ?? 'on'),
    log: last(given, 'log'),
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
    allowBlocked: given.has('allow-blocked'),
    skipIndexes: given.get('skip-index') ?? [],
    sandbox: last(given, 'sandbox'),
    buildNetwork: given.get('build-network') ?? [],
  };
}
