import { Command } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

const USE = `
To use it, for bash in ~/.bashrc:   eval "$(depsec completion bash)"
for zsh in ~/.zshrc, below compinit: eval "$(depsec completion zsh)"
for fish in config.fish:             depsec completion fish | source`;

/** `depsec completion SHELL`: a script that lets a shell complete commands and options. */
export function completionCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('completion').description('write the script that lets bash, zsh or fish complete commands, options and rules').argument('<shell>', 'bash, zsh or fish').addHelpText('after', USE);
  addGlobalOptions(command, given);
  return command.action((shell: string) => host.run('completion', [shell], given));
}
