import type { When } from '../core/facts/source-facts.js';
import { findFiles } from './build/find-file.js';
import { sourceTree } from './build/source-tree.js';
import type { Reading } from './reading.js';

// What reads the script that stands behind it.
const READERS = /^\W*(?:\S*[\\/])?(?:(?:ba|z|da|k)?sh|powershell|pwsh|cmd|wscript|cscript|start|nohup|sudo|env|exec|setsid)(?:\.exe)?$/i;
const OPTION = /^(?:-|\/[a-z]$)/i;
const MOST_WORDS = 12;

/** The words of a command line that can be the script which it starts: the first, and what a shell is given to read. */
function scriptsIn(command: string): readonly string[] {
  const words = command.trim().split(/\s+/, MOST_WORDS).filter((word) => !OPTION.test(word));
  const first = words.findIndex((word) => !READERS.test(word));
  return first < 0 ? [] : words.slice(first, first + 1).map((word) => word.replaceAll(/["']/g, ''));
}

/** Scripts for a shell that some Python file starts without being asked, with when it does. */
export function startedScripts({ notes, members, plan }: Reading): ReadonlyMap<string, When> {
  const texts = new Set(members.filter(({ kind }) => kind === 'text').map(({ path }) => path));
  if (texts.size === 0 || notes.started.length === 0) return new Map();
  const tree = sourceTree([...texts], plan.root);
  return new Map(notes.started.flatMap(({ text, file, when }) => scriptsIn(text).flatMap((word) => findFiles(word, file, tree)).map((path) => [path, when] as const)));
}
