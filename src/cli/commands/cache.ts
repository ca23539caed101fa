import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

type Name = 'stats' | 'clear' | 'prune';

function subcommand(host: CommandHost, name: Name, description: string): Command {
  const given: GivenOptions = new Map();
  const command = new Command(name).description(description);
  if (name === 'prune') addNotedOption(command, new Option('--max-size <SIZE>', 'how much may stay, such as 2GB (10GB)'), given);
  addGlobalOptions(command, given);
  return command.helpOption('-h, --help', 'show help').action(() => host.run(`cache ${name}`, [], given));
}

/** `depsec cache`: what is kept and can be fetched or found out again. */
export function cacheCommand(host: CommandHost): Command {
  return new Command('cache')
    .description('show or remove downloaded files and kept results')
    .helpCommand(false)
    .addCommand(subcommand(host, 'stats', 'show how much is kept'), { isDefault: true })
    .addCommand(subcommand(host, 'clear', 'remove all of it; the audit log and the settings stay'))
    .addCommand(subcommand(host, 'prune', 'remove the files that nobody used for longest, beyond 10 GB'));
}
