import { Command, Option } from 'commander';
import type { GivenOptions } from './given-options.js';

const OPTIONS: readonly (readonly [flags: string, help: string])[] = [
  ['-v, --verbose', 'all packages, reasons, scores; -vv adds capabilities, timings and the output of pip'],
  ['-q, --quiet', 'only what is blocked, and the summary'],
  ['--no-color', 'no colours (as does the variable NO_COLOR)'],
  ['--config <FILE>', 'settings instead of ~/.depsec/config.toml'],
  ['--python <PATH>', 'the interpreter or environment that is meant'],
  ['--offline', 'open no network connection'],
  ['--no-lookups', 'ask the index only, and no other service'],
  ['--ai', 'have a model review what is flagged, local files too (needs ANTHROPIC_API_KEY)'],
  ['--no-ai', 'send nothing to a model'],
  ['--fail-closed', 'exit 3, and install nothing, when something could not be checked'],
  ['--format <FORMAT>', 'table, json, markdown, sarif, cyclonedx, github or html; FORMAT=FILE writes one more report to a file (any number)'],
  ['-o, --output <FILE>', 'write the report to a file; without --format its ending tells the format (.html, .json, .md, .sarif, .cdx.json)'],
];

/** The words that every command takes, as they are written, and whether a value follows. */
export const globalWords: ReadonlyMap<string, { readonly takesValue: boolean }> = new Map(
  OPTIONS.flatMap(([flags]) => (flags.match(/(?<![\w-])--?[a-z][a-z-]*/g) ?? []).map((word) => [word, { takesValue: flags.includes('<') }] as const)),
);

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
