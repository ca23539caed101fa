import { HOLE } from './fold/value.js';
import type { Arrival, FileWrite } from './flow/recording.js';

const TEXT_KEY = 'text:';
const NAME = /(?:^|[\\/])[^\\/{}]+\.[a-z]\w{0,9}$/i;
// What a program of the same language imports without a word.
const MODULE = /\.(?:pyw?|[cm]?js)$/i;
const READS_MODULES = /\b(?:python|pypy|node|bun|deno)/i;
// What is unpacked has names of its own.
const ARCHIVE = /\.(?:zip|tar|t?gz|bz2|xz|tbz2?|txz|7z|whl|egg|rar|jar|pyz)$/i;
// A shell finds files by patterns, variables and what other commands print.
const FINDS_FILES = /[*?$`%~]|\[/;
const BETWEEN_WORDS = /[\s"';&|<>(),=]+/;
const SEPARATOR = /[\\/]+/;

const isHere = (word: string): boolean => word.endsWith(HOLE) || /^\.{1,2}$/.test(word);

/** A command leads to a file by its name, by that of its module, or by a folder that it lies in. */
function leadsTo(words: readonly string[], path: string): boolean {
  const folders = path.split(SEPARATOR);
  const name = folders.pop() ?? '';
  const names = new Set([name, name.slice(0, name.lastIndexOf('.'))]);
  const isFolder = (word: string): boolean => folders.includes(word.split(SEPARATOR).at(-1) ?? '');
  return words.some((word) => word.includes(name) || isFolder(word) || word.split(/[\\/.]+/).some((part) => names.has(part)));
}

/**
 * True where what is known of the names of both shows that the command has nothing to do with the file, though both may lie in the same folder. Only for
 * texts that the code holds itself: what was fetched may be looked for there by whatever is started.
 */
export function namesDiffer({ to, text }: Arrival, { keys, of, origins }: FileWrite): boolean {
  if (to !== 'process' || of !== undefined || text === null || FINDS_FILES.test(text) || !origins.every(({ kind }) => kind === 'script')) return false;
  const paths = keys.flatMap((key) => (key.startsWith(TEXT_KEY) ? [key.slice(TEXT_KEY.length)] : []));
  if (paths.length === 0 || !paths.every((path) => NAME.test(path) && !ARCHIVE.test(path) && !(MODULE.test(path) && READS_MODULES.test(text)))) return false;
  const words = text.split(BETWEEN_WORDS).map((word) => word.replace(/[\\/]+$/, '')).filter((word) => word !== '');
  return !words.some(isHere) && !paths.some((path) => leadsTo(words, path));
}

const LEAST_TOLD = 4;
const PART_OF_NAME = /[\w.-]$/;
// `-fname`: the word before it is an option.
const OPTION = /(?:^|\s)-\w$/;
const GOES_ON = /^(?:[\w-]|\.\w)/;

/** Where a path is known up to its end, it stands alone in a command, or behind a folder: within another name it is another file. */
function standsAlone(command: string, at: number, { part, isOpen }: { readonly part: string; readonly isOpen: { readonly before: boolean; readonly behind: boolean } }): boolean {
  const before = command.slice(Math.max(0, at - 3), at);
  const isApart = isOpen.before || SEPARATOR.test(part[0] ?? '') || !PART_OF_NAME.test(before) || OPTION.test(before);
  return isApart && (isOpen.behind || !GOES_ON.test(command.slice(at + part.length, at + part.length + 2)));
}

/** True for a command that names a file which is known by this key, as far as its path is known. */
export function namesFile(command: string, key: string): boolean {
  if (!key.startsWith(TEXT_KEY)) return false;
  const parts = key.slice(TEXT_KEY.length).split(HOLE);
  const index = parts.findLastIndex((part) => part.length >= LEAST_TOLD);
  const part = parts[index];
  if (part === undefined) return false;
  const isOpen = { before: index > 0, behind: index < parts.length - 1 };
  for (let at = command.indexOf(part); at !== -1; at = command.indexOf(part, at + 1)) if (standsAlone(command, at, { part, isOpen })) return true;
  return false;
}
