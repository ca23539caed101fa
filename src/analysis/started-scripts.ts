import { posix } from 'node:path';
import type { When } from '../core/facts/source-facts.js';
import { makeCommands } from '../formats/makefile.js';
import { scriptLines, type ScriptLine } from '../formats/script-lines.js';
import { findFiles } from './build-plan/find-file.js';
import { sourceTree } from './build-plan/source-tree.js';
import type { Reading } from './reading.js';

/** A file whose commands are run, when, and how they are found in it. */
export interface StartedScript {
  readonly when: When;
  readonly commandsOf: (text: string) => readonly ScriptLine[];
}

// What reads the script that stands behind it.
const READERS = /^\W{0,40}(?:\S{0,300}[\\/])?(?:(?:ba|z|da|k)?sh|powershell|pwsh|cmd|wscript|cscript|start|nohup|sudo|env|exec|setsid)(?:\.exe)?$/i;
const OPTION = /^(?:-|\/[a-z]$)/i;
const MAKE = /^(?:\S{0,300}\/)?(?:g|n|mingw32-)?make(?:\.exe)?$/i;
const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];
const MOST_WORDS = 12;
const MOST_COMMANDS = 20;

/** A path in a command, and how the file is read that it names. */
type Named = readonly [path: string, commandsOf: StartedScript['commandsOf']];

/** What follows an option of make: `-C native`, `--file=other.mk`. */
function optionOf(words: readonly string[], short: string, long: string): string | null {
  const at = words.findIndex((word) => word === short || word === long);
  if (at >= 0) return words[at + 1] ?? null;
  const joined = words.find((word) => word.startsWith(`${long}=`) || (word.startsWith(short) && word.length > short.length));
  return joined?.slice(joined.startsWith('--') ? long.length + 1 : short.length) ?? null;
}

function madeBy(words: readonly string[], folder: string): readonly Named[] {
  const [place, file] = [optionOf(words, '-C', '--directory') ?? '', optionOf(words, '-f', '--file')];
  const goals = words.filter((word) => !OPTION.test(word) && !word.includes('=') && word !== place && word !== file && !/^\d*$/.test(word));
  return (file === null ? MAKEFILES : [file]).map((name) => [posix.join(folder, place, name), (text) => makeCommands(text, goals)]);
}

/** The file that one command starts: its first word, or what a shell or make is given to read. */
function namedBy(command: string, folder: string): readonly Named[] {
  const all = command.trim().split(/\s+/, MOST_WORDS).map((word) => word.replaceAll(/["']/g, ''));
  const first = all.findIndex((word) => !OPTION.test(word) && !READERS.test(word));
  const script = all[first];
  if (script === undefined) return [];
  return MAKE.test(script) ? madeBy(all.slice(first + 1), folder) : [[posix.join(folder, script), scriptLines]];
}

/** The files that a command line starts, one command after another; `cd` changes the folder that the others are found in. */
function scriptsIn(line: string): readonly Named[] {
  let folder = '';
  return line.split(/&&|\|\||[;|&\n]/, MOST_COMMANDS).flatMap((command) => {
    const [, place] = /^\s*cd\s+["']?([^\s"']+)/.exec(command) ?? [];
    if (place === undefined) return namedBy(command, folder);
    folder = posix.join(folder, place);
    return [];
  });
}

/** Scripts for a shell and files for make that some Python file starts without being asked. */
export function startedScripts({ notes, members, plan }: Reading): ReadonlyMap<string, StartedScript> {
  const texts = new Set(members.filter(({ kind }) => kind === 'text').map(({ path }) => path));
  if (texts.size === 0 || notes.started.length === 0) return new Map();
  const tree = sourceTree([...texts], plan.root);
  return new Map(notes.started.flatMap(({ text, file, when }) => scriptsIn(text).flatMap(([named, commandsOf]) => findFiles(named, file, tree).map((path) => [path, { when, commandsOf }] as const))));
}
