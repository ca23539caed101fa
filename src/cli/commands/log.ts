import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

const OWN: readonly (readonly [flags: string, help: string])[] = [
  ['--package <NAME>', 'only this package'],
  ['--verdict <VERDICT>', 'only what was safe, warned or blocked'],
  ['--since <WHEN>', 'a length of time such as 12h, 7d or 2w, or a date'],
  ['--limit <N>', 'at most so many lines, the newest (50)'],
];

/** `depsec log`: what was judged, when and why. */
export function logCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('log').description('show what was judged and waived (the audit log; times are UTC)');
  for (const [flags, help] of OWN) addNotedOption(command, new Option(flags, help), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('log', [], given));
}
