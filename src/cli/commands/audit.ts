import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import { addInstallOptions } from '../options/install-options.js';
import { addLockOptions } from '../options/lock-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec audit`: the judgement of `install` without the install; the gate in a pipeline. */
export function auditCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('audit')
    .description('judge what pip would install, and install nothing; exit 1 when something is blocked')
    .argument('[package...]', 'names with versions, extras and markers, or wheels');
  addNotedOption(command, new Option('--baseline <FILE|git:REF>', 'only warn about what an earlier report, or the same files at a commit, had already; known malware is blocked all the same'), given);
  addLockOptions(command, given);
  if (host.isMentioned('audit')) addInstallOptions(command, given);
  addGlobalOptions(command, given);
  return command.action((packages: string[]) => host.run('audit', packages, given));
}
