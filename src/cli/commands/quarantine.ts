import { Command, Option } from 'commander';
import { pipOptions } from '../../pip/option-table.js';
import type { CommandName, GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

type Name = 'list' | 'inspect' | 'release' | 'remove';

const ABOUT: Readonly<Record<Name, string>> = {
  list: 'show what is in quarantine, and whether it is still what was judged',
  inspect: 'show what a file is, why it is there, and how to let it out; nothing of it runs',
  release: 'judge it again by what is known today, and install it if it passes',
  remove: 'remove a file for good; --all removes all versions, or without a name everything',
};

const OWN: Readonly<Record<Name, readonly (readonly [flags: string, help: string])[]>> = {
  list: [],
  inspect: [['--venv <FOLDER>', 'unpack it into a new environment of its own, without running anything']],
  release: [
    ['--force', 'in spite of the verdict, known malware excepted; needs a reason'],
    ['--reason <TEXT>', 'what was looked at, and why it does no harm here; it goes into the audit log'],
  ],
  remove: [['--all', 'all versions of the package, or everything where no package is named']],
};

const PACKAGE: Readonly<Record<Name, string | null>> = { list: null, inspect: '<package>', release: '<package>', remove: '[package]' };

/** What commander hands over holds the command and its options as well. */
const words = (args: readonly unknown[]): readonly string[] => args.filter((word) => typeof word === 'string');

function subcommand(host: CommandHost, name: Name): Command {
  const given: GivenOptions = new Map();
  const command = new Command(name).description(ABOUT[name]);
  const argument = PACKAGE[name];
  if (argument !== null) command.argument(argument, 'its name').argument('[version]', 'its version, or the name of its file, where there are several');
  for (const [flags, help] of OWN[name]) addNotedOption(command, new Option(flags, help), given);
  if (name === 'release') {
    for (const { name: long, short, value, help } of pipOptions.filter(({ use }) => use === 'index')) {
      addNotedOption(command, new Option(`${short ? `-${short}, ` : ''}--${long}${value ? ` <${value}>` : ''}`, help).hideHelp(), given);
    }
  }
  addGlobalOptions(command, given);
  const full: CommandName = `quarantine ${name}`;
  return command.helpOption('-h, --help', 'show help').action((...args: unknown[]) => host.run(full, words(args), given));
}

/** `depsec quarantine`: what policy has set aside. */
export function quarantineCommand(host: CommandHost): Command {
  return new Command('quarantine')
    .description('show, release or remove what was set aside instead of installed')
    .helpCommand(false)
    .addCommand(subcommand(host, 'list'), { isDefault: true })
    .addCommand(subcommand(host, 'inspect'))
    .addCommand(subcommand(host, 'release'))
    .addCommand(subcommand(host, 'remove'));
}
