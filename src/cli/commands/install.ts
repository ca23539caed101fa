import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import { addInstallOptions } from '../options/install-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec install`: judge what pip would install, then install exactly that. */
export function installCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('install')
    .description('judge what pip would install, then install exactly those files')
    .argument('[package...]', 'names with versions, extras and markers, or wheels');
  addNotedOption(command, new Option('--repair', 'finish what an interrupted install has left half done (without packages)'), given);
  addNotedOption(command, new Option('--one-pass', 'one run of pip instead of two: faster; what needs two gets two'), given);
  if (host.isMentioned('install')) addInstallOptions(command, given);
  addGlobalOptions(command, given);
  return command.action((packages: string[]) => host.run('install', packages, given));
}
