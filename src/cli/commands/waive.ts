import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

const OWN: readonly (readonly [flags: string, help: string])[] = [
  ['--reason <TEXT>', 'what was looked at, and why it does no harm here (needed)'],
  ['--until <DATE>', 'the last day, such as 2026-12-31 (90 days from now unless told)'],
  ['--days <N>', 'days from now, instead of --until'],
  ['--versions <RANGE>', 'for advisories: a range such as ">=1.0,<2" instead of the one version'],
  ['--file <FILE>', 'for rules: the files that are meant, instead of the one that was judged last (any number)'],
];

/** `depsec waive`: writes down that somebody has looked at a finding and accepts it, for certain files and for some time. */
export function waiveCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('waive')
    .description('accept what was found, in writing: for these very files, with a reason and a last day')
    .argument('<package>', 'the version that was judged, as NAME==VERSION')
    .argument('<rule...>', 'what to accept: rules by name, advisories by id or alias');
  for (const [flags, help] of OWN) addNotedOption(command, new Option(flags, help), given);
  addGlobalOptions(command, given);
  return command.action((target: string, names: string[]) => host.run('waive', [target, ...names], given));
}
