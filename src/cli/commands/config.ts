import { Command } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

function subcommand(host: CommandHost, name: 'show' | 'path', description: string): Command {
  const given: GivenOptions = new Map();
  const command = new Command(name).description(description);
  addGlobalOptions(command, given);
  return command.helpOption('-h, --help', 'show help').action(() => host.run(`config ${name}`, [], given));
}

/** `depsec config`: what is in force, and who said it. */
export function configCommand(host: CommandHost): Command {
  return new Command('config')
    .description('show the settings in force, and who said each of them')
    .helpCommand(false)
    .addCommand(subcommand(host, 'show', 'show every setting with its value, who said it, and the waivers'), { isDefault: true })
    .addCommand(subcommand(host, 'path', "print where the user's own settings lie"));
}
