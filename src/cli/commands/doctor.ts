import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec doctor`: what depsec found on this machine, what is missing, and how to mend that. */
export function doctorCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('doctor').description('show what depsec found on this machine, what is missing, and how to mend that');
  addNotedOption(command, new Option('--try-block', 'try to install a harmless sample that has to be stopped, without network: shows what a block looks like'), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('doctor', [], given));
}
