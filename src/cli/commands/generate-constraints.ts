import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec generate-constraints`: a file for `pip install -c` that keeps versions with known vulnerabilities out. */
export function generateConstraintsCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('generate-constraints').description('write constraints for pip that keep versions with known vulnerabilities out, for what is installed or what a file asks for');
  addNotedOption(command, new Option('-r, --requirement <FILE>', 'the packages of a requirements or lock file instead of those of the environment (any number)'), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('generate-constraints', [], given));
}
