import { textOrHole } from '../../../fold/text-methods.js';
import { UNKNOWN, changed, mixed, textValue, type Value } from '../../../fold/value.js';
import { commandIndex } from '../../../vocabulary/processes.js';
import type { EvaluatedCall } from '../../call.js';
import { known } from '../record.js';
import { UNPACKED } from '../../take-arguments.js';

/** A command given as one text or as a list of words. */
export function commandText(value: Value | undefined): string | null {
  if (!value) return null;
  if (value.text !== null) return known(value.text);
  return value.items ? known(value.items.map(textOrHole).join(' ')) : null;
}

/** The program, and the list of words that it is given: the first of those is only what it is to be called. */
export function listedCommand([program, list]: readonly Value[]): string | null {
  const words = commandText(list);
  if (program?.text === null || program?.text === undefined || (list?.items ?? []).length === 0) return words;
  return known([program.text, ...(list?.items ?? []).slice(1).map(textOrHole)].join(' '));
}

export const TAKES_WORDS = /^os\.(exec|spawn)l|create_subprocess_exec$|^os\.startfile$|^(?:sh|plumbum|twisted|System)\.|QtCore\.QProcess\b/;

const lastPart = (value: Value | undefined): string | null => value?.text?.split(/[\\/]/).at(-1) ?? null;

/** The words of a command that is given one by one. Where `os.execl` is told the program's own name again, that is no word of it. */
export function wordsGiven(name: string, given: readonly Value[]): string | null {
  const [program, called, ...more] = given;
  const isTwice = /^os\.(?:exec|spawn)l/.test(name) && lastPart(program) !== null && lastPart(program) === lastPart(called);
  return known((isTwice && program !== undefined ? [program, ...more] : given).map(textOrHole).join(' '));
}

const SHOWS_TO_SHELL = /\.ShellExecute(?:Ex)?[AW]?$|\.CreateProcess[AW]?$/;

/** Windows' own functions are given what to do before the program, and its words behind it. */
function handedToShell({ name, args }: EvaluatedCall): readonly Value[] {
  if (name.startsWith('win32com.')) return args;
  const [first, second] = name.includes('CreateProcess') ? args : args.slice(2);
  const text = [first, second].flatMap((value) => (value?.text === null || value === undefined ? [] : [value.text])).join(' ');
  return [changed(mixed([first ?? UNKNOWN, second ?? UNKNOWN]), { text: text === '' ? null : text })];
}

const IS_PROGRAM = /^(?:sh|plumbum\.cmd)\.(\w+)$/;

/** What is given of a command one after another: `sh.bash("-c", line)` has the program in its name. */
export function givenOf(call: EvaluatedCall): readonly Value[] {
  const [, program] = IS_PROGRAM.exec(call.name) ?? [];
  if (program !== undefined) return [textValue(program), ...call.args];
  return SHOWS_TO_SHELL.test(call.name) ? handedToShell(call) : call.args.slice(commandIndex(call.name));
}

export const COMMAND_NAMES = ['args', 'command', 'cmd', 'CommandLine', 'window_command', UNPACKED] as const;
