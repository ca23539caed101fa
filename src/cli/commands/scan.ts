import { Command } from 'commander';
import type { GivenOptions } from '../given-options.js';
import { addGlobalOptions } from '../global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec scan PATH...`: judge wheels, sdists, zips and folders that are here. */
export function scanCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('scan')
    .description('judge wheels, source packages, zips and folders on this machine')
    .argument('<path...>', 'files or folders');
  addGlobalOptions(command, given);
  return command.action((paths: string[]) => host.run('scan', paths, given));
}
