import { Command } from 'commander';
import type { GivenOptions } from '../given-options.js';
import { addGlobalOptions } from '../global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec doctor`: what depsec found on this machine, and what it does without. */
export function doctorCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('doctor').description('show what depsec found on this machine and what is missing');
  addGlobalOptions(command, given);
  return command.action(() => host.run('doctor', [], given));
}
