import { Command } from 'commander';
import { addGlobalOptions, type GivenOptions } from '../global-options.js';
import { addInstallOptions, installFlags } from '../install-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec install`: judge what pip would install, then install exactly that. */
export function installCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('install')
    .description('judge what pip would install, then install exactly those files')
    .argument('[package...]', 'names with versions, extras and markers, or wheels');
  addInstallOptions(command, given);
  addGlobalOptions(command, given);
  return command.action(async (packages: string[]) => {
    const { installPackages } = await import('../../app/install.js');
    const flags = installFlags(packages, given);
    await host.judge(flags, (shop, observer) => installPackages(flags, shop, observer));
  });
}
