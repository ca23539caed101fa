import type { Command } from 'commander';
import { globalWords } from '../options/global-options.js';
import { unknownCommand } from './known-command.js';

const ANSWERS = new Set(['--help', '-h', '--version', '-V']);

/** How many words the option at the front takes; null for what is none of every command's. */
function lengthOf(word: string): 1 | 2 | null {
  const known = globalWords.get(word.split('=')[0] ?? '') ?? globalWords.get(word.slice(0, 2));
  if (known === undefined) return null;
  if (known.takesValue) return globalWords.has(word) ? 2 : 1;
  return word.startsWith('--') || word.slice(1).split('').every((sign) => globalWords.get(`-${sign}`)?.takesValue === false) ? 1 : null;
}

/** How many words name the command: `quarantine list` two, `install` one. Behind pip stand the commands of pip. */
function commandLength([first = '', second = '']: readonly string[], program: Command): 1 | 2 {
  const command = program.commands.find((each) => each.name() === first);
  return command?.commands.some((each) => each.name() === second) === true || (first === 'pip' && second === 'install') ? 2 : 1;
}

/** Options of every command may stand before it, as pip lets its own: `depsec --python .venv install flask`. They are put behind it. */
export function commandFirst(argv: readonly string[], program: Command): readonly string[] {
  let at = 0;
  while (argv[at]?.startsWith('-') === true) {
    if (at > 0 && ANSWERS.has(argv[at] ?? '')) return argv.slice(at);
    const length = lengthOf(argv[at] ?? '');
    // commander names what it does not know.
    if (length === null) return argv;
    at += length;
  }
  if (at === 0 || at >= argv.length) return argv;
  const rest = argv.slice(at);
  const behind = commandLength(rest, program);
  return [...rest.slice(0, behind), ...argv.slice(0, at), ...rest.slice(behind)];
}

/** `help quarantine list` is `quarantine list --help`. Throws a CommanderError for the help of what is no command; commander's own would say nothing. */
export function helpLast(argv: readonly string[], program: Command): readonly string[] {
  const [first, name, ...rest] = argv;
  if (first !== 'help' || name === undefined || name.startsWith('-')) return argv;
  if (name === 'help') return ['--help'];
  if (!program.commands.some((command) => command.name() === name)) throw unknownCommand(name, program);
  return [name, ...rest, '--help'];
}
