import { type Command, Option } from 'commander';
import { pipOptions } from '../pip/option-table.js';
import type { GivenOptions } from './given-options.js';
import { addNotedOption } from './global-options.js';

const OWN: readonly (readonly [flags: string, help: string])[] = [
  ['-r, --requirement <FILE>', 'packages from a requirements, project or lock file (any number; also --requirements)'],
  ['-c, --constraint <FILE>', 'versions from a constraints file (any number)'],
  ['--dry-run', 'judge only, install nothing'],
  ['--allow-blocked', 'install even what is blocked, known malware excepted; the audit log says so'],
  ['--allow-known-malware', 'install whatever is blocked, known malware too, for those who study it'],
  ['--skip-index <URL>', 'go on without this private index when it does not answer'],
  ['--sandbox <MODE>', 'builds in a sandbox: auto (where bubblewrap works), require or off'],
  ['--build-network <NAME>', 'let the build of this package use the network (any number)'],
];

/** Adds what `install` and `audit` share: depsec's own options and every option of pip. */
export function addInstallOptions(command: Command, given: GivenOptions): void {
  for (const [flags, help] of OWN) addNotedOption(command, new Option(flags, help), given);
  addNotedOption(command, new Option('--requirements <FILE>').hideHelp(), given);
  command.optionsGroup('Options of pip:');
  for (const { name, short, value, help } of pipOptions) {
    const flags = `${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`;
    addNotedOption(command, new Option(flags, help), given);
  }
}
