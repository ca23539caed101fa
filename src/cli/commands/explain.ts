import { Command } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec explain RULE | FILE | NAME[==VERSION]`: what a rule means, or what a verdict rests on. */
export function explainCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('explain')
    .description('show what a verdict rests on, or what a rule means; never a gate: exit 0 for a block too')
    .argument('<thing>', 'a rule, a file or folder (judged as scan does), or NAME[==VERSION] as it was last judged');
  addGlobalOptions(command, given);
  return command.action((thing: string) => host.run('explain', [thing], given));
}
