import { stripped } from '../../core/python-blanks.js';
import { splitLines } from '../../core/split-lines.js';

const GROUPS: ReadonlySet<string> = new Set(['console_scripts', 'gui_scripts']);

/** One line of an entry_points.txt, with the group that it stands in. */
export interface EntryPointLine {
  readonly group: string;
  readonly name: string;
  readonly object: string;
}

// What follows counts for the groups before as well, where only Pythons before 3.10 take the line for a heading: the one that has something behind its bracket.
function groupsAfter(line: string, groups: readonly string[]): readonly string[] {
  const heading = /^\[(.*)\]/.exec(line)?.[1];
  if (heading === undefined) return groups;
  const group = stripped(heading.replace(/^\[+|\]+$/g, ''));
  return line.endsWith(']') ? [group] : [...groups, group];
}

/**
 * The lines `name = object` of an entry_points.txt, as importlib.metadata reads them (Sectioned in its __init__.py): lines end where splitlines() ends them, blanks
 * around them and all brackets around the name of a group count for nothing, and only `#` begins a remark. Lines of no group are passed over.
 */
export function entryPointLines(text: string): readonly EntryPointLine[] {
  const entries: EntryPointLine[] = [];
  let groups: readonly string[] = [];
  for (const line of splitLines(text).map(stripped)) {
    if (line.startsWith('#')) continue;
    groups = groupsAfter(line, groups);
    const [name = '', object] = (/^([^=]*)=(.*)$/s.exec(line) ?? []).slice(1).map(stripped);
    const isEntry = name !== '' && object !== undefined && !(line.startsWith('[') && line.endsWith(']'));
    if (isEntry) entries.push(...groups.filter((group) => group !== '').map((group) => ({ group, name, object })));
  }
  return entries;
}

/** Names of the commands that pip writes for a wheel's entry_points.txt, in their order. */
export const parseCommands = (bytes: Buffer): readonly string[] => entryPointLines(bytes.toString('utf8')).flatMap(({ group, name }) => (GROUPS.has(group) ? [name] : []));
