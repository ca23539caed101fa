import { CommanderError, type Command } from 'commander';

const pathOf = (command: Command): string => (command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`);

function hintFor(code: string, command: Command): string | null {
  if (code === 'commander.missingArgument' || code === 'commander.excessArguments') return `${pathOf(command)} ${command.usage()}`;
  return code === 'commander.unknownOption' ? `${pathOf(command)} --help lists those that there are` : null;
}

/** What is wrong with a command line, with what the command takes where commander itself suggests nothing. */
export function toldUsage({ code, exitCode, message }: CommanderError, command: Command): CommanderError {
  const [said = '', suggestion] = message.split('\n');
  const hint = suggestion === undefined ? hintFor(code, command) : suggestion.replace(/^\(Did/, '(did').replace(/^\(|\)$/g, '');
  return new CommanderError(exitCode, code, hint === null ? said : `${said}\n(${hint})`);
}
