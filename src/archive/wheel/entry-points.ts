import { splitLines } from '../../core/split-lines.js';

const GROUPS: ReadonlySet<string> = new Set(['console_scripts', 'gui_scripts']);

/** One line of an entry_points.txt, with the group that it stands in. */
export interface EntryPointLine {
  readonly group: string;
  readonly name: string;
  readonly object: string;
}

/**
 * The lines `name = object` of an entry_points.txt, as importlib.metadata reads them (Sectioned in its __init__.py): lines end where splitlines() ends them, blanks
 * around them and all brackets around the name of a group count for nothing, and only `#` begins a remark. Lines of no group are passed over.
 */
export function entryPointLines(text: string): readonly EntryPointLine[] {
  const entries: EntryPointLine[] = [];
  let group = '';
  for (const line of splitLines(text).map((each) => each.trim())) {
    const heading = /^\[(.*)\]/.exec(line)?.[1];
    const [, name = '', object = ''] = /^([^#=][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (heading !== undefined) group = heading.replace(/^\[+|\]+$/g, '').trim();
    else if (group !== '' && name !== '') entries.push({ group, name, object });
  }
  return entries;
}

/** Names of the commands that pip writes for a wheel's entry_points.txt, in their order. */
export const parseCommands = (bytes: Buffer): readonly string[] => entryPointLines(bytes.toString('utf8')).flatMap(({ group, name }) => (GROUPS.has(group) ? [name] : []));
