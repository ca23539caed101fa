import { Command, Option } from 'commander';
import { pipOptions } from '../../pip/option-table.js';
import type { CommandHost } from '../command-host.js';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';

const EXAMPLES = `
Examples:
  depsec run -- jupyter lab       what %pip installs in a notebook is judged
  depsec run -- tox               so is what goes into the environments of tox
  depsec run -- python -m pip install flask

The exit code is the command's own (128 and the number of the signal that ended
it), or 1 when a package was blocked.`;

const OWN: readonly (readonly [flags: string, help: string])[] = [
  ['--allow-blocked', 'hand over even what is blocked; the audit log says so'],
  ['--skip-index <URL>', 'go on without this private index when it does not answer'],
];

/** `depsec run -- COMMAND`: any command, with the traffic of its pip and uv going through the gate. */
export function runCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('run')
    .description('run a command whose pip and uv get only files that were judged')
    .usage('[options] -- COMMAND [ARGUMENT...]')
    .argument('<command...>', 'the program and its arguments')
    .passThroughOptions()
    .addHelpText('after', EXAMPLES);
  for (const [flags, help] of OWN) addNotedOption(command, new Option(flags, help), given);
  command.optionsGroup('Where packages come from, beside what the configuration of pip says:');
  for (const { name, short, value, help } of pipOptions.filter(({ use }) => use === 'index')) {
    addNotedOption(command, new Option(`${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`, help), given);
  }
  addGlobalOptions(command, given);
  return command.action((words: string[]) => host.run('run', words, given));
}
