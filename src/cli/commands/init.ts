import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec init`: writes a commented configuration, and never over another one. */
export function initCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('init').description('write a commented configuration; never over another one');
  addNotedOption(command, new Option('--project', 'write [tool.depsec] into ./pyproject.toml instead'), given);
  addNotedOption(command, new Option('--ci', 'the same, with what a pipeline should ask for'), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('init', [], given));
}
