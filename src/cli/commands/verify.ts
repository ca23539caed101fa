import { Command } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec verify`: whether this depsec is the one that was released. It takes no packages; who names one is told what to use instead. */
export function verifyCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('verify')
    .description("compare depsec's own files and dependencies with the list made when it was built; exit 1 when one differs")
    .usage('[options]')
    .allowExcessArguments();
  addGlobalOptions(command, given);
  return command.action(() => host.run('verify', command.args, given));
}
