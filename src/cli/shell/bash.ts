import type { Offered } from './offered.js';
import type { ShownCommand } from './shown-commands.js';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const list = (words: readonly string[]): string => quoted(words.join(' '));

function branch({ words, commands, options }: ShownCommand, { args }: Offered): string {
  const offered = [...commands.map(({ name }) => name), ...(args[words] ?? [])];
  const valued = options.filter(({ value }) => value !== null).flatMap(({ flags }) => flags);
  return `    ${quoted(words)}) words=${list(offered)} options=${list(options.flatMap(({ flags }) => flags))} valued=${list(valued)} ;;`;
}

/** For bash 3.2 and later. Where nothing is offered, bash completes the names of files. */
export function bashCompletion(offered: Offered): string {
  const { commands, values } = offered;
  const known = commands.filter(({ words }) => words !== '').map(({ words }) => quoted(words)).join(' | ');
  const choices = Object.entries(values).map(([flag, all]) => `      ${flag}) COMPREPLY=($(compgen -W ${list(all)} -- "$current")) ;;`);
  return `# Completion for depsec in bash, made by: depsec completion bash
_depsec() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' next words='' options='' valued='' i
  if [ "$current" = '=' ]; then current=''
  elif [ "$previous" = '=' ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${command:+$command }\${COMP_WORDS[i]}"
    case $next in ${known}) command=$next ;; esac
  done
  case $command in
${commands.map((command) => branch(command, offered)).join('\n')}
  esac
  COMPREPLY=()
  if [[ " $valued " == *" $previous "* ]]; then
    case $previous in
${choices.join('\n')}
    esac
  elif [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
  else COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -o default -F _depsec depsec
`;
}
