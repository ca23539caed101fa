import { CommanderError, type Command } from 'commander';
import { isPackageName } from '../../core/name.js';
import { nearest } from '../../config/settings/suggestion.js';

// Whoever is used to pip asks for these; depsec hands them on.
const OF_PIP: ReadonlySet<string> = new Set(['uninstall', 'freeze', 'list', 'show', 'check', 'inspect', 'download', 'wheel', 'index', 'hash', 'debug', 'search']);

const namesOf = ({ commands }: Command): readonly string[] => commands.map((command) => command.name());

function unknown(words: string, meant: string | null): CommanderError {
  return new CommanderError(2, 'commander.unknownCommand', `unknown command '${words}'${meant === null ? '' : `\n(did you mean ${meant}?)`}`);
}

/** The error for a first word that names no command, with the one that was most likely meant. */
export function unknownCommand(name: string, program: Command): CommanderError {
  if (name === 'version') return unknown(name, 'depsec --version');
  const meant = OF_PIP.has(name) ? `depsec pip ${name}` : nearest(name, [...namesOf(program), 'help']);
  if (meant !== null || !isPackageName(name)) return unknown(name, meant);
  return new CommanderError(2, 'commander.unknownCommand', `unknown command '${name}'\n(depsec --help lists the commands; a package is installed by depsec install ${name})`);
}

/** Throws a CommanderError where the first words name no command; commander's own would speak of arguments of a command that was never asked for. */
export function refuseUnknown([first = '', second = '']: readonly string[], program: Command): void {
  if (first === '' || first.startsWith('-') || first === 'help') return;
  const command = program.commands.find((each) => each.name() === first);
  if (command === undefined) throw unknownCommand(first, program);
  const names = namesOf(command);
  if (names.length === 0 || first === 'pip' || second === '' || second.startsWith('-') || names.includes(second)) return;
  const near = nearest(second, names);
  if (near !== null) throw unknown(`${first} ${second}`, `${first} ${near}`);
  throw new CommanderError(2, 'commander.unknownCommand', `unknown command '${first} ${second}'\n(there are: ${names.map((name) => `${first} ${name}`).join(', ')})`);
}
