import { Command, Option } from 'commander';
import type { GlobalFlags } from '../app/request.js';
import { UserError } from '../core/errors.js';
import type { Verbosity } from '../core/run.js';

const OPTIONS: readonly (readonly [flags: string, help: string])[] = [
  ['-v, --verbose', 'all packages, reasons, scores; -vv adds capabilities, timings and the output of pip'],
  ['-q, --quiet', 'only what is blocked, and the summary'],
  ['--no-color', 'no colours (as does the variable NO_COLOR)'],
  ['--config <FILE>', 'settings instead of ~/.depsec/config.toml'],
  ['--python <PATH>', 'interpreter or environment to install into'],
  ['--offline', 'open no network connection'],
  ['--format <FORMAT>', 'table or json'],
  ['-o, --output <FILE>', 'write the report to a file'],
];

/** What was given, by option name without dashes, in order; a flag has the value ''. */
export type GivenOptions = Map<string, string[]>;

/** Adds an option and notes in `given` each time it is used. Unlike commander's own values this keeps `--no-x` and `--x` apart. */
export function addNotedOption(command: Command, option: Option, given: GivenOptions): void {
  command.addOption(option);
  const name = option.long?.replace(/^--/, '') ?? option.name();
  command.on(`option:${option.name()}`, (value: unknown) => {
    given.set(name, [...(given.get(name) ?? []), typeof value === 'string' ? value : '']);
  });
}

/** Adds the options that every command takes. */
export function addGlobalOptions(command: Command, given: GivenOptions): void {
  command.optionsGroup('Options of every command:');
  for (const [flags, help] of OPTIONS) addNotedOption(command, new Option(flags, help), given);
}

function verbosityOf(given: GivenOptions): Verbosity {
  const loud = given.get('verbose')?.length ?? 0;
  if (given.has('quiet') && loud > 0) throw new UserError('bad-arguments', '--quiet and --verbose exclude each other');
  if (given.has('quiet')) return 'quiet';
  return loud > 1 ? 'very-verbose' : loud === 1 ? 'verbose' : 'normal';
}

const last = (given: GivenOptions, name: string): string | null => given.get(name)?.at(-1) ?? null;

/** The global options as the use cases take them. Throws `bad-arguments` (exit 2) for what excludes each other. */
export function globalFlags(given: GivenOptions): GlobalFlags {
  return {
    verbosity: verbosityOf(given),
    noColor: given.has('no-color'),
    config: last(given, 'config'),
    python: last(given, 'python'),
    offline: given.has('offline'),
    format: last(given, 'format') ?? 'table',
    output: last(given, 'output'),
  };
}
