import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import { addLockOptions } from '../options/lock-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec report`: what `audit` and `scan` see, as a document; never a gate. */
export function reportCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('report')
    .description('document what is installed in the active environment, or what is named; never a gate: exit 0 for a block too')
    .argument('[path...]', 'files or folders; without any, the packages of the environment');
  addNotedOption(command, new Option('-r, --requirement <FILE>', 'packages from a requirements, project or lock file (any number)'), given);
  addLockOptions(command, given);
  addGlobalOptions(command, given);
  return command.action((paths: string[]) => host.run('report', paths, given));
}
