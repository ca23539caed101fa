import { CommanderError, type Command } from 'commander';
import { SHIM_WORD } from '../../app/shim/shim-word.js';
import type { GatedCommand } from '../../pip/option-table.js';
import { commandFirst, helpLast } from './command-first.js';
import { refuseUnknown } from './known-command.js';
import { knownWords } from './known-words.js';
import { splitPipCommand } from './pip-command.js';
import { readWords } from './read-words.js';

/**
 * What a command line asks for: words for commander, or a command of pip that depsec has no part in. `shimOf`: the interpreter of the environment
 * whose shim is at work, and may be overwritten by what is installed.
 */
export type CommandLine = { readonly own: readonly string[]; readonly shimOf?: string } | { readonly pip: readonly string[]; readonly python: string | null };

const GATED: Readonly<Record<string, GatedCommand>> = { install: 'install', audit: 'install', 'pip download': 'download', 'pip wheel': 'wheel' };

function commandAt(path: string, program: Command): Command | undefined {
  return path.split(' ').reduce<Command | undefined>((parent, word) => parent?.commands.find((command) => command.name() === word), program);
}

/** The words of a command that takes pip's options, in full; those of any other command as they are. */
function inFull(path: string, words: readonly string[], program: Command): readonly string[] {
  const command = commandAt(path, program);
  const gated = Object.hasOwn(GATED, path) ? GATED[path] : undefined;
  return [...path.split(' '), ...(command && gated ? readWords(words, knownWords(command, gated)) : words)];
}

// It builds every source package that it meets, and pip does so unjudged.
const LOCK = new CommanderError(2, 'commander.pip', 'pip lock builds source packages to learn what they need, and depsec cannot judge them on this way\n(depsec run -- python -m pip lock … sends it through the gate)');

function pipLine(words: readonly string[], python: string | null, program: Command): CommandLine {
  const { general, command, rest } = splitPipCommand(words);
  if (command === 'lock' && !rest.some((word) => word === '--help' || word === '-h')) throw LOCK;
  const path = command === 'install' ? 'install' : `pip ${command ?? ''}`;
  if (!Object.hasOwn(GATED, path)) return { pip: words, python };
  // Later ones win, so an interpreter that the user names does.
  const chosen = python === null ? [] : [`--python=${python}`];
  const own = inFull(path, [...chosen, ...general, ...rest], program);
  return python === null ? { own } : { own, shimOf: python };
}

const isOwnHelp = (words: readonly string[]): boolean => words.length === 1 && (words[0] === '--help' || words[0] === '-h');

/** Understands a command line as far as pip's way of writing options goes. Throws a CommanderError in pip's words. */
export function readCommandLine(given: readonly string[], program: Command): CommandLine {
  const argv = helpLast(commandFirst(given, program), program);
  const [first = '', ...rest] = argv;
  if (first === SHIM_WORD) return pipLine(rest.slice(1), rest[0] ?? null, program);
  if (first === 'pip' && !isOwnHelp(rest)) return pipLine(rest, null, program);
  refuseUnknown(argv, program);
  return { own: Object.hasOwn(GATED, first) ? inFull(first, rest, program) : argv };
}
