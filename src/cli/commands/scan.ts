import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import { addLockOptions } from '../options/lock-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec scan PATH...`: judge wheels, sdists, zips and folders that are here. */
export function scanCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('scan')
    .description('judge what is installed in the active environment, or wheels, source packages, zips and folders')
    .argument('[path...]', 'files or folders; without any, the packages of the environment');
  addNotedOption(command, new Option('-r, --requirement <FILE>', 'judge what a requirements, project or lock file asks for: the same as depsec audit -r'), given);
  addLockOptions(command, given);
  addGlobalOptions(command, given);
  return command.action((paths: string[]) => host.run('scan', paths, given));
}
