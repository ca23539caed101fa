import { Command } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

function listCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('list').description('list every rule with what it looks for');
  addGlobalOptions(command, given);
  return command.helpOption('-h, --help', 'show help').action(() => host.run('rules list', [], given));
}

/** `depsec rules list`: what depsec looks for. */
export function rulesCommand(host: CommandHost): Command {
  return new Command('rules').description('list the rules that packages are judged by').helpCommand(false).addCommand(listCommand(host), { isDefault: true });
}
