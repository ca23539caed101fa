import type { Offered } from './offered.js';
import type { ShownCommand, ShownOption } from './shown-commands.js';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

function optionLine(at: string, { flags, value, description }: ShownOption, { values }: Offered): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const long = flags.at(-1) ?? '';
  const takes = value === null ? '' : values[long] ? ` -x -a ${quoted(values[long].join(' '))}` : ' -r';
  return `complete -c depsec -n ${at} ${names}${takes} -d ${quoted(description)}`;
}

function lines(command: ShownCommand, offered: Offered): readonly string[] {
  const at = quoted(`__depsec_at ${command.words === '' ? '""' : `"${command.words}"`}`);
  const args = offered.args[command.words] ?? [];
  return [
    ...command.commands.map(({ name, description }) => `complete -c depsec -n ${at} -f -a ${name} -d ${quoted(description)}`),
    ...(args.length === 0 ? [] : [`complete -c depsec -n ${at}${offered.argsOrFiles.includes(command.words) ? '' : ' -f'} -a ${quoted(args.join(' '))}`]),
    ...command.options.map((option) => optionLine(at, option, offered)),
  ];
}

/** For fish 3 and later. */
export function fishCompletion(offered: Offered): string {
  const { commands } = offered;
  const known = commands.filter(({ words }) => words !== '').map(({ words }) => quoted(words)).join(' ');
  return `# Completion for depsec in fish, made by: depsec completion fish
function __depsec_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$at $word")
        contains -- $next ${known}
        and set at $next
    end
    test "$at" = "$argv"
end
${commands.flatMap((command) => lines(command, offered)).join('\n')}
`;
}
