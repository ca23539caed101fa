import { Command } from 'commander';
import { addGlobalOptions, globalFlags, type GivenOptions } from '../global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec doctor`: what depsec found on this machine, and what it does without. */
export function doctorCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('doctor').description('show what depsec found on this machine and what is missing');
  addGlobalOptions(command, given);
  return command.action(async () => {
    const { examine } = await import('../../app/doctor.js');
    await host.tell(globalFlags(given), (shop) => examine(shop));
  });
}
