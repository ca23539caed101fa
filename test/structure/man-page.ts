import { EXIT_CODES } from '../../src/cli/program.js';
import type { ShownCommand, ShownOption } from '../../src/cli/shell/shown-commands.js';

/** What no command says about itself. */
const SECTIONS: readonly (readonly [title: string, lines: readonly string[]])[] = [
  ['EXIT STATUS', [EXIT_CODES.trim().replaceAll('\n', ' ').replace('70 a bug of depsec.', '70 a bug of depsec, 130 interrupted.')]],
  ['FILES', ['~/.depsec/config.toml holds the settings, ~/.depsec/depsec.log the audit log; a project may tighten settings in [tool.depsec] of its pyproject.toml.']],
  ['ENVIRONMENT', ['DEPSEC_HOME is the folder to use in place of ~/.depsec. DEPSEC_WEBHOOK_SECRET signs the reports of depsec monitor, ANTHROPIC_API_KEY lets a model review what is flagged. NO_COLOR, FORCE_COLOR, VIRTUAL_ENV, CONDA_PREFIX, the variables of pip (PIP_*) and those of proxies mean what they always mean.']],
  ['SEE ALSO', ['pip(1)']],
];

/** Text as it is meant (groff_char(7)): a hyphen can be copied into a shell, and no line begins a request. */
const text = (line: string): string => line.replaceAll('\\', String.raw`\e`).replaceAll('-', String.raw`\-`).replace(/^[.']/, String.raw`\&$&`);

const bold = (word: string): string => String.raw`\fB${text(word)}\fR`;

const optionLines = ({ flags, value, description }: ShownOption): readonly string[] =>
  ['.TP', `${flags.map(bold).join(', ')}${value === null ? '' : ` ${text(value)}`}`, text(description)];

const argumentLines = ({ name, description }: ShownCommand['args'][number]): readonly string[] => ['.TP', bold(name), text(description)];

// What most commands share is told once.
const sharedBy = (commands: readonly ShownCommand[], { flags }: ShownOption): boolean =>
  commands.filter(({ options }) => options.some((option) => option.flags.join() === flags.join())).length > commands.length / 2;

function commandLines(command: ShownCommand, all: readonly ShownCommand[]): readonly string[] {
  if (command.sameAs !== undefined) return [`.SS ${text(command.usage)}`, `The same as ${text(command.sameAs)}.`];
  const own = command.options.filter((option) => !sharedBy(all, option));
  return [`.SS ${text(command.usage)}`, text(command.description), ...command.args.flatMap(argumentLines), ...own.flatMap(optionLines)];
}

/** The manual page depsec(1) in the macros of man(7). */
export function manPage([program, ...commands]: readonly ShownCommand[]): string {
  if (program === undefined) return '';
  const shared = (commands[0]?.options ?? []).filter((option) => sharedBy(commands, option));
  const lines = [
    '.\\" Written by npm run update. Do not edit.',
    '.TH DEPSEC 1',
    '.SH NAME',
    `depsec ${String.raw`\-`} ${text(program.description)}`,
    '.SH SYNOPSIS',
    `${bold('depsec')} [options] [command]`,
    '.SH COMMANDS',
    ...commands.filter(({ commands: below }) => below.length === 0).flatMap((command) => commandLines(command, commands)),
    '.SH OPTIONS',
    'Options of every command:',
    ...shared.flatMap(optionLines),
    ...SECTIONS.flatMap(([title, told]) => [`.SH ${title}`, ...told.map(text)]),
  ];
  return `${lines.join('\n')}\n`;
}
