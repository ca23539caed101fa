import type { Offered } from './offered.js';
import type { ShownCommand } from './shown-commands.js';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
/** As _describe reads it: what stands behind the first colon is the description. */
const described = (word: string, description: string): string => quoted(`${word.replaceAll(':', String.raw`\:`)}:${description}`);

function branch({ words, commands, options }: ShownCommand, { args }: Offered): string {
  const offered = [...commands.map(({ name, description }) => described(name, description)), ...(args[words] ?? []).map(quoted)];
  const all = options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description)));
  const valued = options.filter(({ value }) => value !== null).flatMap(({ flags }) => flags);
  return `    ${quoted(words)})
      offered=(${offered.join(' ')})
      flags=(${all.join(' ')})
      valued=(${valued.join(' ')}) ;;`;
}

/** For zsh, as a file `_depsec` in a folder of fpath, or by eval. */
export function zshCompletion(offered: Offered): string {
  const { commands, values } = offered;
  const known = commands.filter(({ words }) => words !== '').map(({ words }) => quoted(words)).join('|');
  const choices = Object.entries(values).map(([flag, all]) => `      ${flag}) compadd -- ${all.join(' ')} ;;`);
  return `#compdef depsec
# Completion for depsec in zsh, made by: depsec completion zsh
_depsec() {
  local command='' next previous=\${words[CURRENT-1]}
  local -a offered flags valued
  if [[ $PREFIX == --*=* ]]; then
    previous=\${PREFIX%%=*}
    compset -P 1 '*='
  fi
  local -i i
  for ((i = 2; i < CURRENT; i++)); do
    next="\${command:+$command }\${words[i]}"
    case $next in (${known}) command=$next ;; esac
  done
  case $command in
${commands.map((command) => branch(command, offered)).join('\n')}
  esac
  if (( \${valued[(Ie)$previous]} )); then
    case $previous in
${choices.join('\n')}
      *) _files ;;
    esac
  elif [[ $PREFIX == -* ]]; then _describe -o option flags
  elif (( $#offered )); then _describe word offered || _files
  else _files
  fi
}
if [ "$funcstack[1]" = _depsec ]; then _depsec "$@"; else compdef _depsec depsec; fi
`;
}
