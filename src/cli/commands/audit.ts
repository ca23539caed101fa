import { Command } from 'commander';
import { addGlobalOptions, type GivenOptions } from '../global-options.js';
import { addInstallOptions, installFlags } from '../install-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec audit`: the judgement of `install` without the install; the gate in a pipeline. */
export function auditCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('audit')
    .description('judge what pip would install, and install nothing; exit 1 when something is blocked')
    .argument('[package...]', 'names with versions, extras and markers, or wheels');
  addInstallOptions(command, given);
  addGlobalOptions(command, given);
  return command.action(async (packages: string[]) => {
    const { auditPackages } = await import('../../app/audit.js');
    const flags = installFlags(packages, given);
    await host.judge(flags, (shop, observer) => auditPackages(flags, shop, observer));
  });
}
