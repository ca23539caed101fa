import { Command, CommanderError } from 'commander';
import type { CommandHost } from '../command-host.js';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';

function shimAction(action: 'install' | 'remove', description: string, host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command(action).description(description);
  addGlobalOptions(command, given);
  return command.helpOption('-h, --help', 'show help').action(() => host.run(`shim ${action}`, [], given));
}

/** `depsec shim install|remove`: makes the command `pip` of a virtual environment ask depsec first, and takes that back. */
export function shimCommand(host: CommandHost): Command {
  return new Command('shim')
    .description('put a pip that calls depsec into a virtual environment, or take it out again')
    .helpCommand(false)
    .allowExcessArguments()
    .action(() => { throw new CommanderError(2, 'commander.missingArgument', 'expected depsec shim install or depsec shim remove'); })
    .addCommand(shimAction('install', 'let pip, pip3 and pip3.x of the environment call depsec', host))
    .addCommand(shimAction('remove', "put the environment's own pip back", host));
}
