import { type Command, Option } from 'commander';
import { optionsOf, type GatedCommand } from '../../pip/option-table.js';
import type { GivenOptions } from './given-options.js';
import { addNotedOption } from './global-options.js';

const OWN: readonly (readonly [flags: string, help: string])[] = [
  ['-r, --requirement <FILE>', 'packages from a requirements, project or lock file (any number; also --requirements)'],
  ['-c, --constraint <FILE>', 'versions from a constraints file (any number)'],
  ['--allow-blocked', 'install even what is blocked, known malware excepted; the audit log says so'],
  ['--allow-known-malware', 'install whatever is blocked, known malware too, for those who study it'],
  ['--min-age <AGE>', 'only files that have been on their index for so long: 3d, 12h, 2w; 0 for any'],
  ['--skip-index <URL>', 'go on without this private index when it does not answer'],
  ['--sandbox <MODE>', 'builds in a sandbox: auto (where bubblewrap works), require or off'],
  ['--build-network <NAME>', 'let the build of this package use the network (any number)'],
];

const DRY_RUN = ['--dry-run', 'judge only, install nothing'] as const;

/** Adds what `install`, `audit`, `pip download` and `pip wheel` share: depsec's own options and every option of that command of pip. */
export function addInstallOptions(command: Command, given: GivenOptions, gated: GatedCommand = 'install'): void {
  for (const [flags, help] of gated === 'install' ? [...OWN.slice(0, 2), DRY_RUN, ...OWN.slice(2)] : OWN) addNotedOption(command, new Option(flags, help), given);
  addNotedOption(command, new Option('--requirements <FILE>').hideHelp(), given);
  command.optionsGroup(gated === 'install' ? 'Options of pip:' : `Options of pip ${gated}, besides those that depsec install lists:`);
  for (const { name, short, value, help, listed, of, use } of optionsOf(gated)) {
    if (listed === 'depsec') continue;
    const option = new Option(`${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`, use === 'refused' ? `refused: ${help}` : help);
    addNotedOption(command, option.hideHelp(listed === 'hidden' || (gated !== 'install' && (of === undefined || of.includes('install')))), given);
  }
}
