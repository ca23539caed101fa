import type { Command, Option } from 'commander';

/** An option as help shows it. */
export interface ShownOption {
  /** Such as `-o` and `--output`. */
  readonly flags: readonly string[];
  /** What stands for its value, such as `<FILE>`; null for a flag. */
  readonly value: string | null;
  readonly description: string;
}

/** A command as help shows it: what completions and the manual are made of. */
export interface ShownCommand {
  /** The words behind `depsec`; '' for depsec itself. */
  readonly words: string;
  readonly usage: string;
  readonly description: string;
  /** Another command that it is in other words. */
  readonly sameAs?: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly args: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly ShownOption[];
}

function shownOption({ short, long, flags, description }: Option): ShownOption {
  return { flags: [short, long].flatMap((flag) => flag ?? []), value: /[<[].*[>\]]/.exec(flags)?.[0] ?? null, description };
}

function shownCommand(words: string, command: Command): ShownCommand {
  const help = command.createHelp();
  return {
    words,
    usage: `depsec ${words} ${command.usage()}`.replaceAll(/ +/g, ' '),
    description: command.description(),
    commands: help.visibleCommands(command).map((each) => ({ name: each.name(), description: each.description() })),
    args: command.registeredArguments.map((each) => ({ name: each.name(), description: each.description })),
    options: help.visibleOptions(command).map(shownOption),
  };
}

/** The command with those below it, in the order of help. */
export function shownCommands(command: Command, words = ''): readonly ShownCommand[] {
  const below = command.commands.map((each) => [`${words} ${each.name()}`.trim(), each] as const);
  return [shownCommand(words, command), ...below.flatMap(([path, each]) => shownCommands(each, path))];
}
